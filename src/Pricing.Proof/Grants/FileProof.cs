using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Storage;
using Pricing.Proof.Findings;

namespace Pricing.Proof.Grants;

/// <summary>
/// Compares files of grants, events and holders with what is stored of them: what a file brought by its report must be there. The
/// rows that name a file are counted in one pass; only where another number is there, the file is read row by row.
/// </summary>
/// <param name="storage">The table of grants, and the kept files.</param>
/// <param name="buckets">The partitions.</param>
/// <param name="records">Which files came in.</param>
/// <param name="reports">What became of them.</param>
/// <param name="fates">What became of rows that waited.</param>
/// <param name="files">The kept bytes.</param>
/// <param name="missing">Looks for the rows of one file.</param>
/// <param name="log">Where the findings go.</param>
internal sealed class FileProof(
    PipelineStorage storage,
    IssuerBuckets buckets,
    FileRecords records,
    FileReports reports,
    FateStore fates,
    KeptFiles files,
    MissingRows missing,
    ProofLog log)
{
    private const string OfGrant = nameof(StoredGrant.BatchHash);
    private const string OfOthers = "batch";

    private static readonly string[] Columns = [nameof(ITableEntity.PartitionKey), nameof(ITableEntity.RowKey), OfGrant, OfOthers];

    /// <summary>Compares all files.</summary>
    /// <param name="isPackage">Whether the storage holds the package of an issuer: of its files the rows of others are not there.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task CheckAsync(bool isPackage, CancellationToken cancellationToken)
    {
        IReadOnlyList<FileRecord> all = [];
        if (!await log.LookAsync("ledger file", async () => all = await records.RecentAsync(sha256: null, cancellationToken))) return;

        await CheckRecordsAsync(all, cancellationToken);
        var partitions = (await buckets.ListAsync(cancellationToken)).Select(listed => listed.Partition).ToList();
        var issuers = partitions.Select(partition => partition.Issuer).ToHashSet(StringComparer.Ordinal);
        var counts = await CountAsync(partitions, cancellationToken);
        foreach (var record in all.Where(record => record is { State: FileState.Done, IsKindUnknown: false, Misstated: null } && record.Kind.IsOfRows()))
            await log.LookAsync(PlaceOf(record), () => CheckAsync(record, counts, isPackage ? issuers : null, cancellationToken));
    }

    private static string PlaceOf(FileRecord record) => $"ledger batch {record.Key}";

    /// <summary>A record is written before anything is made of a file, and stays.</summary>
    private async Task CheckRecordsAsync(IReadOnlyList<FileRecord> all, CancellationToken cancellationToken)
    {
        var (keys, hashes) = (all.Select(record => record.Key).ToHashSet(StringComparer.Ordinal), all.Select(record => record.Sha256).ToHashSet(StringComparer.Ordinal));
        foreach (var report in await reports.ListAsync(cancellationToken))
        {
            if (report.Sha256 is { } sha256 && !keys.Contains(report.Batch) && !hashes.Contains(sha256))
                log.Differs($"ledger file {report.Batch}", "", "", "", "is not there, and its report is");
        }

        await foreach (var blob in storage.Intake.GetBlobsAsync(BlobTraits.None, BlobStates.None, null, cancellationToken))
        {
            if (!hashes.Contains(blob.Name)) log.NotChecked($"intake/{blob.Name}", "no file is recorded that has these bytes");
        }
    }

    /// <summary>Counts the rows of grants, events and holders by the attempt that they name.</summary>
    private async Task<Dictionary<string, int>> CountAsync(List<GrantPartition> partitions, CancellationToken cancellationToken)
    {
        var known = partitions.Select(partition => partition.Key).ToHashSet(StringComparer.Ordinal);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (var row in storage.Grants.QueryAsync<TableEntity>(select: Columns, cancellationToken: cancellationToken))
        {
            if (known.Add(row.PartitionKey))
            {
                foreach (var failure in (await buckets.UnlistedAsync(row.PartitionKey, cancellationToken))?.Damage ?? [])
                    log.Differs($"ledger {failure.Value}", "", "", "", $"{failure.Reason}, and grants of this issuer are stored");
            }

            if (((row[OfGrant] ?? row[OfOthers]) as string) is { } batch) counts[batch] = counts.GetValueOrDefault(batch) + 1;
        }

        return counts;
    }

    private async Task CheckAsync(
        FileRecord record, Dictionary<string, int> counts, IReadOnlySet<string>? issuers, CancellationToken cancellationToken)
    {
        if (await reports.FindAsync(record, cancellationToken) is not { } report)
        {
            log.Differs(PlaceOf(record), "", "", "", "is not there, and the file was taken in to its end");
            return;
        }

        // A row of a file counts once: as stored, amended, the same as before, waiting or refused.
        var isWhole = report.Rows == report.Stored + report.Amended + report.Unchanged + report.Waiting + report.Rejected;
        var (brought, there) = (await BroughtAsync(report, cancellationToken), counts.GetValueOrDefault(report.Batch));
        if (issuers is null && isWhole && brought == there) return;

        if (await files.IsKeptAsync(record.Sha256, cancellationToken)) await missing.TellAsync(record, report, issuers, cancellationToken);
        else log.NotChecked(PlaceOf(record), string.Create(CultureInfo.InvariantCulture, $"source not kept: it brought {brought:#,0} rows, and {there:#,0} name it; which are gone its bytes would tell"));
    }

    private async Task<int> BroughtAsync(FileReport report, CancellationToken cancellationToken)
    {
        var late = report.Waiting == 0 ? 0 : await fates.ReadAsync(report.Batch, cancellationToken)
            .CountAsync(fate => fate.Result is "stored" or "amended", cancellationToken);
        return report.Stored + report.Amended + late;
    }
}
