using System.Text.Json;
using Azure;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Nights.Chunks;

/// <summary>Notes beside a plan which market data are stored once all is fetched, so that no chunk has to look for them.</summary>
/// <param name="storage">The container.</param>
/// <param name="store">Says what is stored.</param>
public sealed class NightMarket(PipelineStorage storage, MarketDataStore store)
{
    private volatile Noted? last;

    /// <summary>Notes what is stored now.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task WriteAsync(NightRun run, CancellationToken cancellationToken) => await storage.RunFiles
        .GetBlobClient(Name(run))
        .UploadAsync(
            BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(await store.IndexAsync(cancellationToken), ChunkJson.Readable.MarketIndex)),
            overwrite: true,
            cancellationToken);

    /// <summary>What was noted for a run. It is sent again only where it has changed since the last reading.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What is stored; null where nothing was noted, as in a run that was begun by the version before.</returns>
    public async Task<MarketIndex?> FindAsync(NightRun run, CancellationToken cancellationToken)
    {
        var known = last is { } noted && noted.Run == run ? noted : null;
        var conditions = known is null ? null : new BlobRequestConditions { IfNoneMatch = known.ETag };
        try
        {
            var read = await storage.RunFiles.GetBlobClient(Name(run)).DownloadContentAsync(
                new BlobDownloadOptions { Conditions = conditions }, cancellationToken);
            if (read.GetRawResponse().Status == 304) return known!.Index;

            var index = JsonSerializer.Deserialize(read.Value.Content, ChunkJson.Readable.MarketIndex)!;
            last = new(run, read.Value.Details.ETag, index);
            return index;
        }
        catch (RequestFailedException failure) when (failure.Status == 304)
        {
            return known!.Index;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    private static string Name(NightRun run) => $"{run.Folder}/market.json";

    private sealed record Noted(NightRun Run, ETag ETag, MarketIndex Index);
}
