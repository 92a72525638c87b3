using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Storage;

namespace Pricing.Proof.Packages;

/// <summary>Copies what belongs to one issuer, and all that it rests on, from a storage into an empty one.</summary>
/// <param name="source">The storage.</param>
/// <param name="buckets">Its partitions.</param>
/// <param name="market">Its market data.</param>
/// <param name="runs">Copies the part of a run that is the issuer's.</param>
internal sealed class IssuerCopy(PipelineStorage source, IssuerBuckets buckets, MarketDataStore market, RunCopy runs)
{
    /// <summary>Copies.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="target">The empty storage.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The grants that were copied; none where no such issuer is stored.</returns>
    public async Task<IReadOnlyList<string>> CopyAsync(string issuer, PipelineStorage target, CancellationToken cancellationToken)
    {
        await target.CreateAsync(cancellationToken);
        var partitions = (await buckets.ListAsync(cancellationToken)).Select(listed => listed.Partition).Where(partition => partition.Issuer == issuer).ToList();
        var (grants, codes, files, made) = (new List<string>(), new HashSet<string>(), new HashSet<string>(), new HashSet<NightRun>());
        foreach (var partition in partitions)
        {
            var ofPartition = TableClient.CreateQueryFilter($"PartitionKey eq {partition.Key}");
            await CopyRowsAsync(source.Grants, target.Grants, ofPartition, row =>
            {
                if (row.GetString("security_code") is { } code) codes.Add(code);
                if ((row.GetString("BatchHash") ?? row.GetString("batch")) is { } file) files.Add(file);
                if (!row.RowKey.StartsWith(Keys.Shared, StringComparison.Ordinal)) grants.Add(row.GetString("grant_id"));
            }, cancellationToken);
            await CopyRowsAsync(source.Valuations, target.Valuations, ofPartition, row => Note(row, made), cancellationToken);
            await CopyEvidenceAsync(target, ofPartition, cancellationToken);
        }

        await CopyLedgerAsync(issuer, files, target, cancellationToken);
        await CopyMarketAsync(codes, target, cancellationToken);
        foreach (var run in made.OrderBy(run => run.Date).ThenBy(run => run.Version)) await runs.CopyAsync(run, issuer, target, cancellationToken);
        return grants;
    }

    private static void Note(TableEntity row, HashSet<NightRun> made)
    {
        var (date, version) = (row.GetString("runDate") ?? row.GetString("date"), row.GetInt32("runVersion") ?? row.GetInt32("version"));
        if (DateText.Parse(date ?? "") is { } day && version is { } number) made.Add(new(day, number));
    }

    private async Task CopyEvidenceAsync(PipelineStorage target, string ofPartition, CancellationToken cancellationToken)
    {
        var named = source.Valuations.QueryAsync<TableEntity>(ofPartition, select: ["evidence"], cancellationToken: cancellationToken)
            .Select(row => row.GetString("evidence"))
            .Where(hash => !string.IsNullOrEmpty(hash))
            .Distinct();
        await foreach (var hash in named) await CopyBlobAsync(source.RunFiles, target.RunFiles, $"evidence/{hash}.json", cancellationToken);
    }

    private async Task CopyLedgerAsync(string issuer, HashSet<string> files, PipelineStorage target, CancellationToken cancellationToken)
    {
        var key = KeyText.Encode(issuer);
        var (first, end) = ($"{key}|", Keys.End($"{key}|"));
        string[] filters =
        [
            TableClient.CreateQueryFilter($"PartitionKey eq 'issuer' and RowKey eq {key}"),
            TableClient.CreateQueryFilter($"PartitionKey eq 'doubt' and RowKey ge {first} and RowKey lt {end}"),
            "PartitionKey eq 'policy'",
            .. files.Select(file => TableClient.CreateQueryFilter($"PartitionKey eq 'file' and RowKey eq {file}")),
        ];
        foreach (var filter in filters) await CopyRowsAsync(source.Ledger, target.Ledger, filter, _ => { }, cancellationToken);
        foreach (var file in files)
            await CopyBlobAsync(source.Intake, target.Intake, Pricing.Pipeline.Intake.Records.FileIdentity.Sha256Of(file), cancellationToken);
    }

    private async Task CopyMarketAsync(HashSet<string> codes, PipelineStorage target, CancellationToken cancellationToken)
    {
        List<DataSource> cited = [.. (await market.ReadCurvesAsync(cancellationToken))?.Sources ?? []];
        await CopyBlobAsync(source.MarketData, target.MarketData, "curves/jgb", cancellationToken);
        foreach (var code in codes)
        {
            foreach (var kind in new[] { "prices", "dividends", "actions" })
                await CopyBlobAsync(source.MarketData, target.MarketData, $"{kind}/{code}", cancellationToken);
            var prices = await market.ReadPricesAsync(code, cancellationToken);
            cited.AddRange([.. prices?.Sources ?? [], .. prices?.Actions?.Sources ?? []]);
            cited.AddRange((await market.ReadDividendsAsync(code, cancellationToken))?.Sources ?? []);
        }

        foreach (var body in cited.Select(body => body.Sha256).Distinct())
            await CopyBlobAsync(source.RawMarketData, target.RawMarketData, body, cancellationToken);
    }

    private static async Task CopyRowsAsync(
        TableClient from, TableClient to, string filter, Action<TableEntity> note, CancellationToken cancellationToken)
    {
        await foreach (var row in from.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            note(row);
            await to.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        }
    }

    /// <summary>Copies a blob as it is; one that is not there is left out, and the proof says so.</summary>
    /// <param name="from">Its container.</param>
    /// <param name="to">The other container.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Stops it.</param>
    internal static async Task CopyBlobAsync(BlobContainerClient from, BlobContainerClient to, string name, CancellationToken cancellationToken)
    {
        try
        {
            var blob = from.GetBlobClient(name);
            var properties = (await blob.GetPropertiesAsync(cancellationToken: cancellationToken)).Value;
            await using var content = await blob.OpenReadAsync(cancellationToken: cancellationToken);
            await to.GetBlobClient(name).UploadAsync(
                content,
                new BlobUploadOptions { Metadata = properties.Metadata, HttpHeaders = new() { ContentType = properties.ContentType } },
                cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            // What is lost cannot be given on.
        }
    }
}
