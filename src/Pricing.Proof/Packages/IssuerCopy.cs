using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Controls.Changes;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Storage;
using Pricing.Proof.Folders;

namespace Pricing.Proof.Packages;

/// <summary>Copies what belongs to one issuer, and all that it rests on, from a storage into a folder.</summary>
/// <param name="source">The storage.</param>
/// <param name="market">Its market data.</param>
/// <param name="runs">Copies the part of a run that is the issuer's.</param>
internal sealed class IssuerCopy(PipelineStorage source, MarketDataStore market, RunCopy runs)
{
    private const int BlobsAtOnce = 8;

    /// <summary>Copies.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="partitions">Its partitions.</param>
    /// <param name="target">The folder.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What was copied.</returns>
    public async Task<FoundOfIssuer> CopyAsync(
        string issuer, IReadOnlyList<GrantPartition> partitions, FolderWriter target, CancellationToken cancellationToken)
    {
        // What a run that is still under way has stored so far is left out, with the run.
        var all = await runs.CompletedAsync(cancellationToken);
        var found = new FoundOfIssuer([.. all.Select(run => run.ToRun())]);
        string[] ofPartitions = [.. partitions.Select(Filter)];
        await CopyRowsAsync(source.Grants, ofPartitions, found.NoteGrant, target, cancellationToken);
        await CopyRowsAsync(source.Valuations, ofPartitions, found.NoteValue, target, cancellationToken);
        await Parallel.ForEachAsync(
            found.Evidence,
            new ParallelOptions { MaxDegreeOfParallelism = BlobsAtOnce, CancellationToken = cancellationToken },
            async (hash, stop) => await target.CopyBlobAsync(source.RunFiles, $"evidence/{hash}.json", stop));
        var marketFiles = await CopyMarketAsync(found.Codes, target, cancellationToken);

        // Read once, so that each row that is copied has its file among those that the ledger is copied by.
        await CopyRowsAsync(source.Waiting, [FilterOfWaiting(issuer)], found.NoteWaiting, target, cancellationToken);
        await CopyLedgerAsync(issuer, found, marketFiles, target, cancellationToken);
        await CopyFolderAsync(source.Logs, SettingsLog.Folder, target, cancellationToken);
        await using (var rows = target.OpenRows(source.Runs))
        {
            foreach (var run in found.Runs.OrderBy(run => run.Date).ThenByDescending(run => run.Version)) await runs.CopyAsync(run, issuer, rows, target, cancellationToken);
        }

        found.NoteLimits(all);
        await runs.CopyChainAsync(all, found.Runs, target, cancellationToken);
        await CopyFolderAsync(source.Decisions, $"{KeyText.Encode(issuer)}/", target, cancellationToken);
        return found;
    }

    /// <summary>The rows of a partition.</summary>
    /// <param name="partition">The partition.</param>
    public static string Filter(GrantPartition partition) => TableClient.CreateQueryFilter($"PartitionKey eq {partition.Key}");

    /// <summary>The rows of an issuer that wait.</summary>
    /// <param name="issuer">The issuer.</param>
    public static string FilterOfWaiting(string issuer) => TableClient.CreateQueryFilter($"PartitionKey eq {KeyText.Encode(issuer)}");

    private async Task CopyLedgerAsync(
        string issuer, FoundOfIssuer found, HashSet<string> marketFiles, FolderWriter target, CancellationToken cancellationToken)
    {
        var key = KeyText.Encode(issuer);
        var (first, end) = ($"{key}|", Keys.End($"{key}|"));
        var ofFiles = found.Files.Where(file => !marketFiles.Contains(FileIdentity.Sha256Of(file)))
            .Select(file => (Key: file, Filter: TableClient.CreateQueryFilter($"PartitionKey eq 'file' and RowKey eq {file}")))
            .Concat(marketFiles.Select(file => (Key: file, Filter: TableClient.CreateQueryFilter($"PartitionKey eq 'file' and RowKey ge {file} and RowKey lt {Keys.End(file)}"))));

        // By their keys, so that the same rows make the same file.
        string[] filters =
        [
            .. found.Files.Select(file => TableClient.CreateQueryFilter($"PartitionKey eq 'batch' and RowKey eq {file}")),
            TableClient.CreateQueryFilter($"PartitionKey eq 'doubt' and RowKey ge {first} and RowKey lt {end}"),
            .. found.Files.Select(file => TableClient.CreateQueryFilter($"PartitionKey eq {$"fate|{file}"} and issuer eq {issuer}")),
            .. ofFiles.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => file.Filter),
            TableClient.CreateQueryFilter($"PartitionKey eq 'issuer' and RowKey eq {key}"),
            .. found.Policies.Select(policy => $"{KeyText.Encode(policy)}|").Order(StringComparer.Ordinal).Select(policy =>
                TableClient.CreateQueryFilter($"PartitionKey eq 'policy' and RowKey ge {policy} and RowKey lt {Keys.End(policy)}")),
        ];
        await CopyRowsAsync(source.Ledger, filters, _ => true, target, cancellationToken);
        foreach (var file in found.Files)
        {
            await target.CopyBlobAsync(source.Intake, FileIdentity.Sha256Of(file), cancellationToken);
            await RefusedLines.CopyAsync(source, target, file, cancellationToken);
        }
    }

    /// <summary>Copies the market data of some shares.</summary>
    /// <returns>The hashes of the files among its bodies: papers say who sent a file, and when.</returns>
    private async Task<HashSet<string>> CopyMarketAsync(HashSet<string> codes, FolderWriter target, CancellationToken cancellationToken)
    {
        List<DataSource> cited = [.. (await market.ReadCurvesAsync(cancellationToken))?.Sources ?? []];
        await target.CopyBlobAsync(source.MarketData, "curves/jgb", cancellationToken);
        foreach (var code in codes)
        {
            foreach (var kind in new[] { "prices", "dividends", "actions" })
                await target.CopyBlobAsync(source.MarketData, $"{kind}/{code}", cancellationToken);
            var prices = await market.ReadPricesAsync(code, cancellationToken);
            cited.AddRange([.. prices?.Sources ?? [], .. prices?.Actions?.Sources ?? []]);
            cited.AddRange((await market.ReadDividendsAsync(code, cancellationToken))?.Sources ?? []);
        }

        foreach (var body in cited.Select(body => body.Sha256).Distinct())
            await target.CopyBlobAsync(source.RawMarketData, body, cancellationToken);
        return [.. cited.Where(body => body.IsFile).Select(body => body.Sha256)];
    }

    /// <summary>Copies what stands in one folder of a container. The log of settings is there as a whole: it names no issuer, and is one chain.</summary>
    private static async Task CopyFolderAsync(BlobContainerClient container, string folder, FolderWriter target, CancellationToken cancellationToken)
    {
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, folder, cancellationToken))
            await target.CopyBlobAsync(container, blob.Name, cancellationToken);
    }

    private static async Task CopyRowsAsync(
        TableClient from, IEnumerable<string> filters, Func<TableEntity, bool> belongs, FolderWriter target, CancellationToken cancellationToken)
    {
        await using var rows = target.OpenRows(from);
        foreach (var filter in filters) await rows.CopyAsync(from, filter, belongs, cancellationToken);
    }
}
