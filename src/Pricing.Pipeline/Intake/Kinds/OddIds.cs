using System.Text;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Pricing.Files.Characters;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Intake.Kinds;

/// <summary>
/// Stored ids that are not in the normal form that ids have had since: decomposed characters, invisible ones at their ends or
/// inside. They stay what they are and are valued; a new grant of the same id, to the eye, is refused. Ids that are stored
/// today are normal, so the table is looked through once and the answer kept in the ledger. Ids in full width are none
/// of these: new ones may still come, so each file looks for them in the partitions of its rows that state the same in half width.
/// </summary>
/// <param name="storage">The grants and the ledger.</param>
/// <param name="logger">Lists them.</param>
public sealed partial class OddIds(PipelineStorage storage, ILogger<OddIds> logger) : IDisposable
{
    private const string Partition = "ids";
    private const string Row = "odd";
    private const string Column = "grants";

    /// <summary>A column holds 32,768 characters; more ids than fit are looked for by every process.</summary>
    private const int LongestColumn = 30_000;

    private const int OnePage = 1000;

    /// <summary>A partition of more grants is looked through no further: a file is not to wait for minutes.</summary>
    private const int MostPages = 100;

    private readonly SemaphoreSlim gate = new(1);
    private IReadOnlyList<GrantName>? known;

    /// <summary>All of them, by issuer and id.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<IReadOnlyList<GrantName>> ListAsync(CancellationToken cancellationToken)
    {
        if (known is { } list) return list;

        await gate.WaitAsync(cancellationToken);
        try
        {
            if (known is not null) return known;

            var kept = await storage.Ledger.GetEntityIfExistsAsync<TableEntity>(Partition, Row, cancellationToken: cancellationToken);
            var found = kept.HasValue
                ? Read(kept.Value!.GetString(Column) ?? "")
                : await LookAsync(cancellationToken);
            foreach (var odd in found) LogOdd(odd.Issuer, odd.GrantId, Shown(odd));
            return known = found;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>Why a grant cannot be told from a stored one.</summary>
    /// <param name="issuer">The issuer, in its normal form.</param>
    /// <param name="grantId">The id, in its normal form.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The failure; null where it can.</returns>
    public async Task<Failure?> ClashAsync(string issuer, string grantId, CancellationToken cancellationToken)
    {
        foreach (var odd in await ListAsync(cancellationToken))
        {
            if (NormalForm.Visible(odd.Issuer) != issuer || NormalForm.Visible(odd.GrantId) != grantId) continue;

            return new(
                ReasonCode.DuplicateGrant,
                "grant_id",
                grantId,
                $"looks the same as the stored {Shown(odd)}, which is another id by characters that cannot be seen; that grant is valued under its own id, so leave this one out or give it another id");
        }

        return null;
    }

    /// <summary>The spellings under which the id of a grant may be stored in full width: all of it, or its digits alone.</summary>
    /// <param name="plain">The id in half width.</param>
    /// <returns>None where all of it is ASCII: most ids of programs are, and none of them is to cost a request.</returns>
    internal static IEnumerable<string> WideSpellings(string plain)
    {
        if (Ascii.IsValid(plain) || !plain.Any(char.IsAsciiLetterOrDigit)) return [];

        return new[] { Width.Widen(plain, char.IsAsciiDigit), Width.Widen(plain, static _ => true) }
            .Distinct(StringComparer.Ordinal)
            .Where(spelling => spelling != plain);
    }

    /// <summary>The ids of a partition that are in full width, in whole or in part, among its first 100,000 grants by their keys.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The ids, by what they are in half width.</returns>
    internal async Task<IReadOnlyDictionary<string, string>> WideAsync(string partition, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {GrantRow.FirstCurrent}");
        var pages = storage.Grants.QueryAsync<TableEntity>(filter, OnePage, ["RowKey"], cancellationToken).AsPages();
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var page in pages.Take(MostPages))
        {
            foreach (var id in page.Values.Select(GrantRow.IdOf).Where(id => Width.Matters(id))) found.TryAdd(Width.Fold(id), id);
        }

        return found;
    }

    /// <inheritdoc/>
    public void Dispose() => gate.Dispose();

    private async Task<List<GrantName>> LookAsync(CancellationToken cancellationToken)
    {
        var found = new List<GrantName>();
        await foreach (var row in storage.Grants.QueryAsync<TableEntity>(
            select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
        {
            if (row.RowKey.StartsWith(Keys.Shared, StringComparison.Ordinal)) continue;

            var name = new GrantName(Issuer(row.PartitionKey), GrantRow.IdOf(row));
            if (!NormalForm.IsNormal(name.Issuer) || !NormalForm.IsNormal(name.GrantId)
                || NormalForm.Visible(name.GrantId) != name.GrantId || NormalForm.Visible(name.Issuer) != name.Issuer)
            {
                found.Add(name);
            }
        }

        var text = string.Join('\n', found.Select(odd => $"{KeyText.Encode(odd.Issuer)}|{KeyText.Encode(odd.GrantId)}"));
        if (text.Length <= LongestColumn)
        {
            await storage.Ledger.UpsertEntityAsync(
                new TableEntity(Partition, Row) { [Column] = text }, cancellationToken: cancellationToken);
        }

        return found;
    }

    private static List<GrantName> Read(string text) =>
    [
        .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|')).Select(
            names => new GrantName(KeyText.Decode(names[0]), KeyText.Decode(names[1]))),
    ];

    private static string Issuer(string partition)
    {
        var end = partition.LastIndexOf('|');
        try
        {
            return KeyText.Decode(end < 0 ? partition : partition[..end]);
        }
        catch (FormatException)
        {
            return partition;
        }
    }

    private static string Shown(GrantName odd) => $"{NormalForm.Spelled(odd.Issuer)} {NormalForm.Spelled(odd.GrantId)}";

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The stored id {Issuer} {GrantId} differs from its normal form: it is {Spelled}; it stays as it is")]
    private partial void LogOdd(string issuer, string grantId, string spelled);
}

/// <summary>A grant by its name.</summary>
/// <param name="Issuer">The issuer.</param>
/// <param name="GrantId">The id.</param>
public sealed record GrantName(string Issuer, string GrantId);
