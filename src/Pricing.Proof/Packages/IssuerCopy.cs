using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Controls.Changes;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Storage;
using Pricing.Proof.Folders;

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

        // What a run that is still under way has stored so far is left out, with the run.
        var all = await runs.CompletedAsync(cancellationToken);
        var completed = all.Select(run => run.ToRun()).ToHashSet();
        var found = new Found();
        foreach (var partition in partitions)
        {
            var ofPartition = TableClient.CreateQueryFilter($"PartitionKey eq {partition.Key}");
            await CopyRowsAsync(source.Grants, target.Grants, ofPartition, found.NoteGrant, cancellationToken);
            await CopyRowsAsync(source.Valuations, target.Valuations, ofPartition, row => found.NoteValue(row, completed), cancellationToken);
        }

        foreach (var hash in found.Evidence) await CopyBlobAsync(source.RunFiles, target.RunFiles, $"evidence/{hash}.json", cancellationToken);
        await CopyLedgerAsync(issuer, found, target, cancellationToken);
        await CopyMarketAsync(found.Codes, target, cancellationToken);
        await CopySettingsAsync(target, cancellationToken);
        foreach (var run in found.Runs.OrderBy(run => run.Date).ThenBy(run => run.Version)) await runs.CopyAsync(run, issuer, target, cancellationToken);
        await runs.CopyChainAsync(all, found.Runs, target, cancellationToken);
        await CopyDecisionsAsync(issuer, target, cancellationToken);
        return [.. found.Grants];
    }

    private async Task CopyLedgerAsync(string issuer, Found found, PipelineStorage target, CancellationToken cancellationToken)
    {
        var key = KeyText.Encode(issuer);
        var (first, end) = ($"{key}|", Keys.End($"{key}|"));
        string[] filters =
        [
            TableClient.CreateQueryFilter($"PartitionKey eq 'issuer' and RowKey eq {key}"),
            TableClient.CreateQueryFilter($"PartitionKey eq 'doubt' and RowKey ge {first} and RowKey lt {end}"),
            .. found.Policies.Select(policy => $"{KeyText.Encode(policy)}|").Select(policy =>
                TableClient.CreateQueryFilter($"PartitionKey eq 'policy' and RowKey ge {policy} and RowKey lt {Keys.End(policy)}")),
            .. found.Files.Select(file => TableClient.CreateQueryFilter($"PartitionKey eq 'file' and RowKey eq {file}")),
            .. found.Files.Select(file => TableClient.CreateQueryFilter($"PartitionKey eq 'batch' and RowKey eq {file}")),
            .. found.Files.Select(file => TableClient.CreateQueryFilter($"PartitionKey eq {$"fate|{file}"} and issuer eq {issuer}")),
        ];
        foreach (var filter in filters) await CopyRowsAsync(source.Ledger, target.Ledger, filter, _ => true, cancellationToken);
        await CopyRowsAsync(
            source.Waiting,
            target.Waiting,
            TableClient.CreateQueryFilter($"PartitionKey eq {key}"),
            row => found.Files.Contains(row.GetString("batch") ?? ""),
            cancellationToken);
        foreach (var file in found.Files)
        {
            await CopyBlobAsync(source.Intake, target.Intake, FileIdentity.Sha256Of(file), cancellationToken);
            await RefusedLines.CopyAsync(source, target, file, cancellationToken);
        }
    }

    private async Task CopyDecisionsAsync(string issuer, PipelineStorage target, CancellationToken cancellationToken)
    {
        var decided = source.Decisions.GetBlobsAsync(BlobTraits.None, BlobStates.None, $"{KeyText.Encode(issuer)}/", cancellationToken);
        await foreach (var blob in decided) await CopyBlobAsync(source.Decisions, target.Decisions, blob.Name, cancellationToken);
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

        // Papers say who sent a file, and when.
        foreach (var file in cited.Where(body => body.IsFile).Select(body => body.Sha256).Distinct())
        {
            var ofFile = TableClient.CreateQueryFilter($"PartitionKey eq 'file' and RowKey ge {file} and RowKey lt {Keys.End(file)}");
            await CopyRowsAsync(source.Ledger, target.Ledger, ofFile, _ => true, cancellationToken);
        }
    }

    /// <summary>The log of settings as a whole: it names no issuer, and is one chain.</summary>
    private async Task CopySettingsAsync(PipelineStorage target, CancellationToken cancellationToken)
    {
        await foreach (var change in source.Logs.GetBlobsAsync(BlobTraits.None, BlobStates.None, SettingsLog.Folder, cancellationToken))
            await CopyBlobAsync(source.Logs, target.Logs, change.Name, cancellationToken);
    }

    private static async Task CopyRowsAsync(
        TableClient from, TableClient to, string filter, Func<TableEntity, bool> belongs, CancellationToken cancellationToken)
    {
        var rows = new RowWriter(to, TableTransactionActionType.UpsertReplace);
        await foreach (var row in from.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            if (belongs(row)) await rows.AddAsync(row, cancellationToken);
        }

        await rows.FlushAsync(cancellationToken);
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

    /// <summary>What the rows of an issuer name.</summary>
    private sealed class Found
    {
        public SortedSet<string> Grants { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Codes { get; } = [];

        public HashSet<string> Files { get; } = [];

        public HashSet<string> Policies { get; } = [];

        public HashSet<string> Evidence { get; } = [];

        public HashSet<NightRun> Runs { get; } = [];

        public bool NoteGrant(TableEntity row)
        {
            Add(Codes, row.GetString("security_code"));
            Add(Policies, row.GetString("policy"));
            Add(Files, row.GetString("BatchHash") ?? row.GetString("batch"));
            if (!row.RowKey.StartsWith(Keys.Shared, StringComparison.Ordinal)) Grants.Add(row.GetString("grant_id"));
            return true;
        }

        public bool NoteValue(TableEntity row, HashSet<NightRun> completed)
        {
            var (date, version) = (row.GetString("runDate") ?? row.GetString("date"), row.GetInt32("runVersion") ?? row.GetInt32("version"));
            if (DateText.Parse(date ?? "") is not { } day || version is not { } number || !completed.Contains(new(day, number))) return false;

            Runs.Add(new(day, number));
            Add(Policies, row.GetString("policy"));
            Add(Evidence, row.GetString("evidence"));
            return true;
        }

        private static void Add(HashSet<string> names, string? name)
        {
            if (!string.IsNullOrEmpty(name)) names.Add(name);
        }
    }
}
