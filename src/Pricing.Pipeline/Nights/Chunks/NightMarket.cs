using System.Text.Json;
using Azure;
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
        var (isKnown, read) = await VersionedBlob.ReadUnlessAsync(storage.RunFiles.GetBlobClient(Name(run)), known?.ETag, cancellationToken);
        if (isKnown || read is null) return isKnown ? known!.Index : null;

        var index = JsonSerializer.Deserialize(read.Content.Span, ChunkJson.Readable.MarketIndex)!;
        last = new(run, read.ETag, index);
        return index;
    }

    private static string Name(NightRun run) => $"{run.Folder}/market.json";

    private sealed record Noted(NightRun Run, ETag ETag, MarketIndex Index);
}
