using Pricing.Pipeline.MarketData.History;

namespace Pricing.Pipeline.Valuations;

/// <summary>Reads the facts that a share's grants are valued from.</summary>
/// <param name="store">The stored market data.</param>
public sealed class FactsReader(MarketDataStore store)
{
    /// <summary>Reads the facts of a share.</summary>
    /// <param name="securityCode">The code, five characters.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<MarketFacts> ReadAsync(string securityCode, CancellationToken cancellationToken)
    {
        var prices = store.ReadPricesAsync(securityCode, cancellationToken);
        var dividends = store.ReadDividendsAsync(securityCode, cancellationToken);
        var curves = store.ReadCurvesAsync(cancellationToken);
        return new(await prices, await dividends, await curves);
    }
}
