using Pricing.Pipeline.MarketData.Curves;
using Pricing.Pipeline.Sources;
using Pricing.Rates;

namespace Pricing.Pipeline.MarketData.Jgb;

/// <summary>The kept files of the Ministry of Finance Japan.</summary>
public sealed class JgbBodies : ICurveBodies
{
    /// <inheritdoc/>
    public string Feed => JgbClient.Feed;

    /// <inheritdoc/>
    public Task<Outcome<IReadOnlyList<YieldCurve>>> ReadCurvesAsync(
        ReadOnlyMemory<byte> body, DataSource source, CancellationToken cancellationToken) =>
        Task.FromResult(JgbCsv.Parse(body.Span));
}
