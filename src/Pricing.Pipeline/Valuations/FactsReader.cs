using Pricing.Pipeline.MarketData.Curves;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.MarketData.Normalised;

namespace Pricing.Pipeline.Valuations;

/// <summary>Reads the facts that a share's grants are valued from.</summary>
/// <param name="store">The stored market data.</param>
public sealed class FactsReader(MarketDataStore store)
{
    /// <summary>Reads the facts of a share. What cannot be read is named in the facts: it is a failure of those who need it.</summary>
    /// <param name="securityCode">The code, five characters.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<MarketFacts> ReadAsync(string securityCode, CancellationToken cancellationToken)
    {
        List<Failure> damage = [];
        List<Failure> curvesDamage = [];
        var prices = KeepAsync(store.ReadPricesAsync(securityCode, cancellationToken), damage);
        var dividends = KeepAsync(store.ReadDividendsAsync(securityCode, cancellationToken), damage);
        var curves = KeepAsync<CurveHistory>(store.ReadCurvesAsync(cancellationToken), curvesDamage);
        return new(await prices, await dividends, await curves) { ShareDamage = damage, CurvesDamage = curvesDamage };
    }

    private static async Task<T?> KeepAsync<T>(Task<T?> reading, List<Failure> damage)
        where T : class
    {
        try
        {
            return await reading;
        }
        catch (DamagedBlobException damaged)
        {
            lock (damage) damage.Add(damaged.Failure);
            return null;
        }
    }
}
