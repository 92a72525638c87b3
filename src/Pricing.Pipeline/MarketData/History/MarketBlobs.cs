using Azure.Storage.Blobs;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.MarketData.History;

/// <summary>Where the normalised market data stand.</summary>
internal static class MarketBlobs
{
    public static BlobClient Prices(PipelineStorage storage, string code) =>
        storage.MarketData.GetBlobClient($"prices/{code}");

    public static BlobClient Curves(PipelineStorage storage) => storage.MarketData.GetBlobClient("curves/jgb");

    public static BlobClient Dividends(PipelineStorage storage, string code) =>
        storage.MarketData.GetBlobClient($"dividends/{code}");
}
