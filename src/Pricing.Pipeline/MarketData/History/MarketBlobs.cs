using Azure.Storage.Blobs;
using Pricing.Pipeline.MarketData.Curves;
using Pricing.Pipeline.MarketData.Normalised;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.MarketData.History;

/// <summary>Where the normalised market data stand.</summary>
internal static class MarketBlobs
{
    public static BlobClient Prices(PipelineStorage storage, string code) =>
        storage.MarketData.GetBlobClient($"prices/{code}");

    public static BlobClient Curves(PipelineStorage storage) => storage.MarketData.GetBlobClient("curves/jgb");

    /// <summary>The failure of a line of the curves.</summary>
    public static Failure Damage(DamagedCurve curve) =>
        DamagedBlobException.Of("market-data", "curves/jgb", curve.Line, curve.Reason);

    public static BlobClient Actions(PipelineStorage storage, string code) =>
        storage.MarketData.GetBlobClient($"actions/{code}");

    public static BlobClient Dividends(PipelineStorage storage, string code) =>
        storage.MarketData.GetBlobClient($"dividends/{code}");
}
