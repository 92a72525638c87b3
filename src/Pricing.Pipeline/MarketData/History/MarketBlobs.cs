using Azure.Storage.Blobs;
using Pricing.Pipeline.MarketData.Curves;
using Pricing.Pipeline.MarketData.Normalised;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.MarketData.History;

/// <summary>Where the normalised market data stand.</summary>
internal static class MarketBlobs
{
    public const string CurvesName = "curves/jgb";

    public static string PricesName(string code) => $"prices/{code}";

    public static string ActionsName(string code) => $"actions/{code}";

    public static string DividendsName(string code) => $"dividends/{code}";

    public static BlobClient Prices(PipelineStorage storage, string code) =>
        storage.MarketData.GetBlobClient(PricesName(code));

    public static BlobClient Curves(PipelineStorage storage) => storage.MarketData.GetBlobClient(CurvesName);

    /// <summary>The failure of a line of the curves.</summary>
    public static Failure Damage(DamagedCurve curve) =>
        DamagedBlobException.Of("market-data", CurvesName, curve.Line, curve.Reason);

    public static BlobClient Actions(PipelineStorage storage, string code) =>
        storage.MarketData.GetBlobClient(ActionsName(code));

    public static BlobClient Dividends(PipelineStorage storage, string code) =>
        storage.MarketData.GetBlobClient(DividendsName(code));
}
