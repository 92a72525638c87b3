using Pricing.Pipeline.MarketData.Curves;
using Pricing.Rates;

namespace Pricing.Pipeline.MarketData.Jgb;

/// <summary>The kept files of the Ministry of Finance Japan.</summary>
public sealed class JgbBodies : ICurveBodies
{
    /// <inheritdoc/>
    public string Feed => JgbClient.Feed;

    /// <inheritdoc/>
    public Outcome<IReadOnlyList<YieldCurve>> ReadCurves(ReadOnlyMemory<byte> body) => JgbCsv.Parse(body.Span);
}
