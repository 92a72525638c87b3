using Pricing.Files.Fields;
using Pricing.Files.Schemas;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;

namespace Pricing.Pipeline.Intake.Waiting;

/// <summary>
/// Knows which rows that wait were mended: a later file brought the grant of the same id, or the event of the same document, as it was
/// meant. What waits for ever for a policy that nobody will name, or for rights that were never there, is then a row that nobody needs.
/// </summary>
/// <param name="records">When files came.</param>
/// <param name="buckets">Where grants are.</param>
/// <param name="grants">The stored grants.</param>
/// <param name="events">The stored events.</param>
public sealed class MendedRows(FileRecords records, IssuerBuckets buckets, GrantStore grants, GrantEventStore events)
{
    /// <summary>Looks for the row that was stored in the place of one that waits.</summary>
    /// <param name="row">The row that waits.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>What was stored; null where nothing was.</returns>
    public async Task<Mending?> FindAsync(WaitingRow row, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.Kind is not (FileKind.Grants or FileKind.Events)
            || await buckets.FindPartitionAsync(row.Issuer, row.GrantId, cancellationToken) is not { } found
            || !found.TryGet(out var partition))
        {
            return null;
        }

        return row.Kind == FileKind.Grants
            ? await GrantAsync(row, partition, cancellationToken)
            : await EventAsync(row, partition, cancellationToken);
    }

    // An amendment waits for the version that it replaces, and that it is not there yet is no mistake.
    private async Task<Mending?> GrantAsync(WaitingRow row, string partition, CancellationToken cancellationToken) =>
        string.IsNullOrWhiteSpace(row.Fields.GetValueOrDefault("amends"))
        && (await grants.FindAsync(partition, row.GrantId, version: null, cancellationToken)).TryGet(out var grant)
        && await IsLaterAsync(grant.BatchHash, row, cancellationToken)
            ? Told("the grant", grant.BatchHash, grant.Line)
            : null;

    // Two exercises of a day may be alike save for their documents.
    private async Task<Mending?> EventAsync(WaitingRow row, string partition, CancellationToken cancellationToken)
    {
        var read = GrantEventReader.ReadKept(new FieldReader(GrantEvent.Schema, row.Fields.GetValueOrDefault));
        if (!read.TryGet(out var waits)
            || string.IsNullOrWhiteSpace(waits.Reference)
            || !(await events.StoredAsync(partition, row.GrantId, cancellationToken)).TryGet(out var stored))
        {
            return null;
        }

        foreach (var there in stored.Where(there => IsSame(there.Event, waits)))
        {
            if (await IsLaterAsync(there.BatchHash, row, cancellationToken)) return Told("the event", there.BatchHash, there.Line);
        }

        return null;
    }

    private static bool IsSame(GrantEvent stored, GrantEvent waits) =>
        (stored.Date, stored.Kind, stored.Holder, stored.Reference) == (waits.Date, waits.Kind, waits.Holder, waits.Reference);

    private async Task<bool> IsLaterAsync(string batch, WaitingRow row, CancellationToken cancellationToken) =>
        batch != row.Batch && await records.FindAsync(batch, cancellationToken) is { } file && file.ReceivedAt >= row.ArrivedAt;

    private static Mending Told(string what, string batch, int line) => new($"{what} was stored by a later file, {batch} line {line}", batch);
}

/// <summary>What was stored in the place of a row that waits.</summary>
/// <param name="Told">What it is, and by what it came.</param>
/// <param name="Batch">The key of the file that brought it.</param>
public sealed record Mending(string Told, string Batch);
