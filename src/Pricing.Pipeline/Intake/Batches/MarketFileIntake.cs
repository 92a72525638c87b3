using System.Text.Json;
using System.Text.Json.Serialization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Pricing.Pipeline.Intake.Kinds;
using Pricing.Pipeline.MarketData.Dividends;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Intake.Batches;

/// <summary>
/// Takes in the files of prices and of dividends that are dropped into the container <c>price-files</c>. The blob's metadata may say
/// <c>code</c> (the share of a file without a code column; else the name says it: <c>3774.csv</c>), <c>replace=true</c>
/// (it may change what is stored) and <c>origin=synthetic</c>. A report stands under <c>price-file-reports/</c> beside
/// the stored prices; a blob with a report is not taken in again until it changes.
/// </summary>
/// <param name="storage">The storage.</param>
/// <param name="archive">Keeps the file.</param>
/// <param name="writer">Adds its rows.</param>
/// <param name="time">The clock.</param>
public sealed partial class MarketFileIntake(
    PipelineStorage storage, RawArchive archive, MarketDataWriter writer, TimeProvider time)
{
    /// <summary>The container that price files are dropped into.</summary>
    public const string ContainerName = "price-files";

    private const string Feed = "file";
    private const int MostFailuresShown = 100;

    /// <summary>The container.</summary>
    public BlobContainerClient Container { get; } =
        storage.MarketData.GetParentBlobServiceClient().GetBlobContainerClient(ContainerName);

    /// <summary>Takes in every file that is new or has changed.</summary>
    /// <param name="cancellationToken">Stops the requests.</param>
    /// <returns>The reports of the files taken in now.</returns>
    public async Task<IReadOnlyList<MarketFileReport>> SweepAsync(CancellationToken cancellationToken)
    {
        await Container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        List<MarketFileReport> reports = [];
        await foreach (var blob in Container.GetBlobsAsync(cancellationToken: cancellationToken))
        {
            if (!await Report(blob.Name, blob.Properties.ETag!.Value).ExistsAsync(cancellationToken)
                && await TakeAsync(blob.Name, cancellationToken) is { } report)
            {
                reports.Add(report);
            }
        }

        return reports;
    }

    /// <summary>Takes in one file. Doing it twice changes nothing.</summary>
    /// <param name="name">The blob's name.</param>
    /// <param name="cancellationToken">Stops the requests.</param>
    /// <returns>The report, or null where the blob is gone.</returns>
    public async Task<MarketFileReport?> TakeAsync(string name, CancellationToken cancellationToken)
    {
        BlobDownloadResult blob;
        try
        {
            blob = await Container.GetBlobClient(name).DownloadContentAsync(cancellationToken);
        }
        catch (RequestFailedException failure) when (failure.Status == 404)
        {
            return null;
        }

        var report = await TakeAsync(name, blob, cancellationToken);
        await Report(name, blob.Details.ETag).UploadAsync(
            BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(report, ReportJson.Default.MarketFileReport)),
            overwrite: true,
            cancellationToken);
        return report;
    }

    private async Task<MarketFileReport> TakeAsync(
        string name, BlobDownloadResult blob, CancellationToken cancellationToken)
    {
        var body = blob.Content.ToMemory();
        var metadata = new Dictionary<string, string>(blob.Details.Metadata, StringComparer.OrdinalIgnoreCase);
        var replace = string.Equals(metadata.GetValueOrDefault("replace"), "true", StringComparison.OrdinalIgnoreCase);
        var receipt = new RawArchive.Receipt(
            Feed, Uri.EscapeDataString(name), 0, time.GetUtcNow(), metadata.GetValueOrDefault("origin") == "synthetic");
        var source = await archive.KeepAsync(receipt, body, cancellationToken);
        var code = CodeOf(name, metadata);
        var taken = DividendFileParser.IsTable(body)
            ? await TakeDividendsAsync(DividendFileParser.Parse(body, code, source), replace, cancellationToken)
            : await TakePricesAsync(PriceFileParser.Parse(body, code, source), replace, cancellationToken);
        return new()
        {
            Name = name,
            Sha256 = source.Sha256,
            Replace = replace,
            Codes = taken.Codes,
            Added = taken.Added,
            Repeated = taken.Repeated,
            Dropped = taken.Dropped,
            FailureCount = taken.Failures.Count,
            Failures = [.. taken.Failures.Take(MostFailuresShown).Select(failure => failure.ToString())],
        };
    }

    private Task<Taken> TakePricesAsync(PriceReply file, bool replace, CancellationToken cancellationToken) => AddAsync(
        file.Facts.GroupBy(row => row.Code, row => row.Fact, StringComparer.Ordinal),
        rows => writer.AddPricesAsync(rows.Key, [.. rows], file.Sources, replace, cancellationToken),
        new() { Dropped = file.Dropped, Failures = [.. file.Failures] });

    private Task<Taken> TakeDividendsAsync(NoticeReply file, bool replace, CancellationToken cancellationToken) =>
        AddAsync(
            file.Notices.GroupBy(row => row.Code, row => row.Notice, StringComparer.Ordinal),
            rows => writer.AddNoticesAsync(
                rows.Key, [.. rows], file.Sources, through: null, replace, cancellationToken),
            new() { Dropped = 0, Failures = [.. file.Failures] });

    private static async Task<Taken> AddAsync<T>(
        IEnumerable<IGrouping<string, T>> codes,
        Func<IGrouping<string, T>, Task<MarketDataWriter.Addition>> add,
        Taken taken)
    {
        foreach (var rows in codes)
        {
            var addition = await add(rows);
            taken.Codes++;
            taken.Added += addition.Added;
            taken.Repeated += addition.Repeated;
            taken.Failures.AddRange(addition.Conflicts);
        }

        return taken;
    }

    private static string? CodeOf(string name, Dictionary<string, string> metadata)
    {
        var said = metadata.GetValueOrDefault("code") ?? Path.GetFileNameWithoutExtension(name);
        return SecurityCode.Parse(said).TryGet(out var code) ? code : null;
    }

    private BlobClient Report(string name, ETag version) =>
        storage.MarketData.GetBlobClient($"price-file-reports/{name}/{version.ToString("H").Trim('"')}.json");

    private sealed class Taken
    {
        public int Codes { get; set; }

        public int Added { get; set; }

        public int Repeated { get; set; }

        public required int Dropped { get; init; }

        public required List<Failure> Failures { get; init; }
    }

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
    [JsonSerializable(typeof(MarketFileReport))]
    private sealed partial class ReportJson : JsonSerializerContext;
}
