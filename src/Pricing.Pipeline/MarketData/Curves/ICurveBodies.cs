using Pricing.Pipeline.Sources;
using Pricing.Rates;

namespace Pricing.Pipeline.MarketData.Curves;

/// <summary>Reads the kept bodies of a feed once more, to see whether what is stored is still what they state.</summary>
public interface ICurveBodies
{
    /// <summary>The feed whose bodies these are.</summary>
    string Feed { get; }

    /// <summary>Reads a body of curves.</summary>
    /// <param name="body">The bytes as they came.</param>
    /// <param name="source">The body.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    Task<Outcome<IReadOnlyList<YieldCurve>>> ReadCurvesAsync(
        ReadOnlyMemory<byte> body, DataSource source, CancellationToken cancellationToken);
}
