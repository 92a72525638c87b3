using System.Globalization;
using Pricing.Pipeline.Intake.Batches;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;
using Pricing.Proof.Findings;

namespace Pricing.Proof.Grants;

/// <summary>
/// Looks for each row of a file in the register: it must be there, be superseded by what is there, or have been refused, withdrawn or
/// mended, or wait.
/// </summary>
/// <param name="kept">Reads files.</param>
/// <param name="filed">Which rows of files were found by the stored rows that name them.</param>
/// <param name="rejects">Which rows were refused.</param>
/// <param name="fates">What became of rows that waited.</param>
/// <param name="waiting">The rows that wait.</param>
/// <param name="buckets">Where a grant is.</param>
/// <param name="grants">The grants.</param>
/// <param name="events">Their events.</param>
/// <param name="holders">Their holders.</param>
/// <param name="log">Where the findings go.</param>
internal sealed class MissingRows(
    KeptRows kept,
    FiledRows filed,
    FileRejects rejects,
    FateStore fates,
    WaitingStore waiting,
    IssuerBuckets buckets,
    GrantStore grants,
    GrantEventStore events,
    HolderStore holders,
    ProofLog log)
{
    // Rows of one grant mostly follow each other in a file.
    private (string Partition, string GrantId, bool AreEvents, HashSet<object>? Rows) last = ("", "", false, null);
    private Dictionary<string, HashSet<int>>? waits;

    /// <summary>Names the rows of a file that are gone.</summary>
    /// <param name="record">The attempt at which it was taken in.</param>
    /// <param name="report">What became of it.</param>
    /// <param name="issuers">Only rows of these issuers; null for all.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task TellAsync(FileRecord record, FileReport report, IReadOnlySet<string>? issuers, CancellationToken cancellationToken)
    {
        var refused = await rejects.OfAsync(record.Key, cancellationToken).Select(reject => reject.Line).ToHashSetAsync(cancellationToken: cancellationToken);
        if (refused.Count < report.Rejected)
        {
            log.NotChecked(
                $"grant-batch-reports/{record.Key}/rejects.ndjson",
                string.Create(CultureInfo.InvariantCulture, $"names {refused.Count:#,0} of {report.Rejected:#,0} rows that were refused: which of the others should be stored cannot be seen"));
            return;
        }

        // A file of which every row is there by its line is not read once more.
        var unseen = filed.UnseenOf(record.Key);
        if (unseen is not null && !unseen.Any(line => IsWanted(line.Key, line.Value))) return;

        await foreach (var row in kept.ReadAsync(record, cancellationToken))
        {
            if (IsWanted(row.Line, row.Issuer) && unseen?.ContainsKey(row.Line) != false) await CheckAsync(record, report.Batch, row, cancellationToken);
        }

        bool IsWanted(int line, string issuer) => !refused.Contains(line) && issuers?.Contains(issuer) != false;
    }

    private async Task CheckAsync(FileRecord record, string batch, KeptRow row, CancellationToken cancellationToken)
    {
        var source = string.Create(CultureInfo.InvariantCulture, $"line {row.Line} of intake/{record.Sha256}");
        var stated = FiledRow.Of(row);
        if (stated.Refusal.Length > 0)
        {
            log.NotChecked(source, $"is refused by the rules of today, so whether it is stored cannot be seen: {stated.Refusal}");
            return;
        }

        // A row that waited may be stored between the looks.
        var key = new WaitingKey(stated.Fields["issuer"], stated.Fields["grant_id"]);
        if (await IsThereAsync(batch, key, row, anew: false, cancellationToken)
            || await fates.FindAsync(batch, row.Line, cancellationToken) is { Result: WaitingFate.Rejected or WaitingFate.Withdrawn or WaitingFate.Mended }
            || await WaitsAsync(batch, row.Line, cancellationToken)
            || await IsThereAsync(batch, key, row, anew: true, cancellationToken))
        {
            return;
        }

        var of = $"{key.Issuer} {key.GrantId}";
        var place = row switch
        {
            { Grant: not null } => $"grants {of}",
            { Event: { } item } => LifeProof.PlaceOf(of, item.Value),
            _ => $"holders of {of}",
        };
        log.Differs(place, string.Create(CultureInfo.InvariantCulture, $"line {row.Line}"), "", "", $"is not there: {source} was stored, and nothing says that it was taken back");
    }

    /// <summary>Whether a line of a file waits. All rows that wait are read once: very many may wait for one grant.</summary>
    private async Task<bool> WaitsAsync(string batch, int line, CancellationToken cancellationToken)
    {
        if (waits is null)
        {
            waits = new(StringComparer.Ordinal);
            await foreach (var row in waiting.AllAsync(cancellationToken))
            {
                if (!waits.TryGetValue(row.Batch, out var lines)) waits[row.Batch] = lines = [];
                lines.Add(row.Line);
            }
        }

        return waits.TryGetValue(batch, out var ofFile) && ofFile.Contains(line);
    }

    private async Task<bool> IsThereAsync(string batch, WaitingKey key, KeptRow row, bool anew, CancellationToken cancellationToken)
    {
        if (await buckets.FindPartitionAsync(key.Issuer, key.GrantId, cancellationToken) is not { } found) return false;
        if (!found.TryGet(out var partition)) return true;

        if (row.Grant is { } grant) return await IsThereAsync(partition, batch, row.Line, grant.Value.Terms, cancellationToken);

        var areEvents = row.Event is not null;
        if (anew || (last.Partition, last.GrantId, last.AreEvents) != (partition, key.GrantId, areEvents))
        {
            var stored = areEvents ? EventsAsync(partition, key.GrantId, cancellationToken) : HoldersAsync(partition, key.GrantId, cancellationToken);
            last = (partition, key.GrantId, areEvents, await stored);
        }

        // What cannot be read is there, and is named where it is read.
        return last.Rows?.Contains(row.Event is { } item ? item.Value : row.Holder!.Value.Holder) != false;
    }

    private async Task<HashSet<object>?> EventsAsync(string partition, string grantId, CancellationToken cancellationToken) =>
        (await events.StoredAsync(partition, grantId, cancellationToken)).TryGet(out var stored) ? [.. stored.Select(other => other.Event)] : null;

    /// <summary>Their ids: a correction takes the place of the row before it.</summary>
    private async Task<HashSet<object>?> HoldersAsync(string partition, string grantId, CancellationToken cancellationToken) =>
        (await holders.StoredAsync(partition, grantId, cancellationToken)).TryGet(out var stored) ? [.. stored.Select(other => other.Holder.Holder)] : null;

    /// <summary>Whether a version has the row's terms, by its line or as it was before the row came.</summary>
    private async Task<bool> IsThereAsync(string partition, string batch, int line, GrantTerms terms, CancellationToken cancellationToken)
    {
        if (await grants.FindTaggedAsync(partition, terms.GrantId, cancellationToken) is not var (current, _)) return false;

        var hash = GrantTermsReader.Hash(terms);
        if (IsOf(current)) return true;

        return await grants.SupersededAsync(partition, terms.GrantId, cancellationToken).AnyAsync(IsOf, cancellationToken);

        bool IsOf(Outcome<StoredGrant> read) =>
            !read.TryGet(out var version) || (version.BatchHash == batch && version.Line == line) || version.TermsHash == hash;
    }
}
