using System.Text.Json;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Pipeline.Intake.Doors;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Tests.Intake.Doors;

/// <summary>The door for market data, on an account of its own.</summary>
internal sealed class PriceDoor(PipelineStorage storage) : IAsyncDisposable
{
    private readonly ServiceProvider services = new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
        .AddLogging()
        .AddSingleton(storage)
        .AddPipeline()
        .BuildServiceProvider();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async Task DropAsync(string name, string text, params (string Key, string Value)[] metadata) =>
        await storage.PriceFiles.GetBlobClient(name).UploadAsync(
            BinaryData.FromString(text),
            new BlobUploadOptions { Metadata = metadata.ToDictionary(pair => pair.Key, pair => pair.Value) },
            Cancellation);

    public Task<IReadOnlyList<FileReport>> SweepAsync() => services.GetRequiredService<BlobSweep>()
        .SweepAsync(services.GetRequiredService<FileDoors>().PriceFiles, Cancellation);

    /// <summary>What a report says was refused.</summary>
    public async Task<IReadOnlyList<string>> FailuresAsync(FileReport report)
    {
        var rejects = await storage.GrantBatchReports.GetBlobClient($"{report.Batch}/rejects.ndjson").DownloadContentAsync(Cancellation);
        return
        [
            .. rejects.Value.Content.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonSerializer.Deserialize<Reject>(line, JsonSerializerOptions.Web)!)
                .Select(reject => $"{reject.Code} {reject.Field}={reject.Value}: {reject.Reason}"),
        ];
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
