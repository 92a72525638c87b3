using System.Globalization;
using Azure.Data.Tables;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Values;
using Pricing.Proof.Findings;

namespace Pricing.Proof.Runs;

/// <summary>
/// Compares values from the side of their rows: those of one grant, and those that no manifest counts, since their run is not
/// completed or there is none.
/// </summary>
/// <param name="storage">The table of values.</param>
/// <param name="buckets">The partitions.</param>
/// <param name="values">The values.</param>
/// <param name="runs">The runs.</param>
/// <param name="proof">Compares the values of a run.</param>
/// <param name="log">Where the findings go.</param>
internal sealed class RowsProof(
    PipelineStorage storage, IssuerBuckets buckets, ValuationStore values, RunStore runs, RunProof proof, ProofLog log)
{
    /// <summary>Compares the values of a grant, each by the plan of the run that made it.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task CheckGrantAsync(GrantPartition partition, string grantId, CancellationToken cancellationToken)
    {
        var history = await values.HistoryAsync(partition.Key, grantId, cancellationToken: cancellationToken).ToListAsync(cancellationToken);
        foreach (var ofRun in history.GroupBy(value => new NightRun(value.RunDate, value.RunVersion)))
        {
            if (ofRun.Key.Version > 0 && await runs.FindAsync(ofRun.Key, cancellationToken) is { } run)
            {
                await proof.CheckValuesAsync(run, partition, [.. ofRun], cancellationToken);
                continue;
            }

            // A row that cannot be read names no run.
            foreach (var value in ofRun)
                log.Differs(ValueProof.PlaceOf(value), "", "", "", value.Failures.Length > 0 ? value.Failures : $"the run {ofRun.Key} that made it is not there");
        }
    }

    /// <summary>
    /// Counts the rows of every run, and compares the values of those that are not completed. A run that completes meanwhile is as one of
    /// those: some of its rows may have come after the count.
    /// </summary>
    /// <param name="isPackage">Whether the storage holds the package of an issuer: of a run the rows of others are not there.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task CheckAsync(bool isPackage, CancellationToken cancellationToken)
    {
        var completed = await runs.AllAsync(cancellationToken)
            .Where(run => run.Status == RunStatus.Completed)
            .Select(run => run.ToRun())
            .ToHashSetAsync(cancellationToken: cancellationToken);
        var counts = await CountAsync(completed, cancellationToken);
        var heads = await HeadedAsync(cancellationToken);
        await foreach (var run in runs.AllAsync(cancellationToken))
        {
            heads.Remove(run.ToRun());
            counts.Remove(run.ToRun(), out var rows);
            if (completed.Contains(run.ToRun())) Compare(run, rows?.Count ?? 0, isPackage ? await OwnAsync(run, cancellationToken) : run.Rows);
            else if (rows is not null) await CheckAsync(run, rows.Grants, cancellationToken);
        }

        foreach (var (run, rows) in counts)
            log.Differs($"valuations of the run {run}", "", $"{rows.Count} values", "", "no such run is stored");
        foreach (var run in heads) log.Differs($"valuations of the run {run}", "heads", "", "", "no such run is stored");
    }

    private void Compare(RunRecord run, int count, int? expected)
    {
        if (expected is not { } rows) return;

        log.Compare(
            RunProof.PlaceOf(run),
            "rows in the table",
            count.ToString(CultureInfo.InvariantCulture),
            rows.ToString(CultureInfo.InvariantCulture),
            "the table holds another number of values of this run");
    }

    /// <summary>How many values of a run are the issuer's of a package; null where that is not there, which is named with the run.</summary>
    private async Task<int?> OwnAsync(RunRecord run, CancellationToken cancellationToken)
    {
        PackagedHeads? packaged = null;
        await log.LookAsync(PackagedHeads.PlaceOf(run.ToRun()), async () => packaged = await PackagedHeads.FindAsync(storage, run.ToRun(), cancellationToken));
        return packaged?.OwnRows;
    }

    private async Task CheckAsync(RunRecord run, HashSet<(string Partition, string GrantId)> grants, CancellationToken cancellationToken)
    {
        var partitions = (await buckets.ListAsync(cancellationToken)).ToDictionary(listed => listed.Partition.Key, listed => listed.Partition);
        foreach (var (key, grantId) in grants)
        {
            if (!partitions.TryGetValue(key, out var partition)) continue;

            var own = await values.HistoryAsync(key, grantId, cancellationToken: cancellationToken)
                .Where(value => (value.RunDate, value.RunVersion) == (run.Date, run.Version))
                .ToListAsync(cancellationToken);
            if (own.Count > 0) await proof.CheckValuesAsync(run, partition, own, cancellationToken);
        }
    }

    /// <summary>The runs that heads of transactions name.</summary>
    private async Task<HashSet<NightRun>> HeadedAsync(CancellationToken cancellationToken)
    {
        var rows = storage.Valuations.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"RowKey lt {Keys.End(Keys.Shared + "|")}"), select: ["date", "version"], cancellationToken: cancellationToken);
        return await rows
            .Select(row => new NightRun(DateText.Parse(row["date"] as string ?? "") ?? default, row["version"] as int? ?? 0))
            .Where(run => run.Version > 0)
            .ToHashSetAsync(cancellationToken: cancellationToken);
    }

    private async Task<Dictionary<NightRun, Rows>> CountAsync(HashSet<NightRun> completed, CancellationToken cancellationToken)
    {
        var counts = new Dictionary<NightRun, Rows>();
        var rows = storage.Valuations.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"RowKey ge {Keys.End(Keys.Shared + "|")}"),
            select: ["PartitionKey", "grantId", "runDate", "runVersion"],
            cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            var run = new NightRun(DateText.Parse(row.GetString("runDate") ?? "") ?? default, row.GetInt32("runVersion") ?? 0);
            if (!counts.TryGetValue(run, out var ofRun)) counts[run] = ofRun = new();
            ofRun.Count++;
            if (!completed.Contains(run) && row.GetString("grantId") is { } grantId) ofRun.Grants.Add((row.PartitionKey, grantId));
        }

        return counts;
    }

    /// <summary>The rows of a run.</summary>
    private sealed class Rows
    {
        public int Count { get; set; }

        public HashSet<(string Partition, string GrantId)> Grants { get; } = [];
    }
}
