using Pricing.Pipeline.MarketData.Curves;
using Pricing.Pipeline.MarketData.Dividends;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.MarketData.Normalised;

namespace Pricing.Pipeline.Valuations;

/// <summary>Reads the facts that a share's grants are valued from.</summary>
/// <param name="store">The stored market data.</param>
public sealed class FactsReader(MarketDataStore store)
{
    /// <summary>Reads the facts of a share. What cannot be read is named in the facts: it is a failure of those who need it.</summary>
    /// <param name="securityCode">The code, five characters.</param>
    /// <param name="index">What is stored; null where that is to be found out.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<MarketFacts> ReadAsync(string securityCode, MarketIndex? index, CancellationToken cancellationToken)
    {
        List<Failure> damage = [];
        List<Failure> curvesDamage = [];
        var prices = KeepAsync(store.ReadPricesAsync(securityCode, index, cancellationToken), damage);
        var dividends = index is not null && index.VersionOf(MarketBlobs.DividendsName(securityCode)) is null
            ? Task.FromResult<DividendHistory?>(null)
            : KeepAsync(store.ReadDividendsAsync(securityCode, cancellationToken), damage);
        var curves = KeepAsync<CurveHistory>(store.ReadCurvesAsync(index, cancellationToken), curvesDamage);
        return new(await prices, await dividends, await curves) { ShareDamage = damage, CurvesDamage = curvesDamage };
    }

    /// <summary>The versions of what the facts of a share are read from: as long as they are the same, so are the facts.</summary>
    /// <param name="securityCode">The code.</param>
    /// <param name="index">What is stored.</param>
    public static string VersionsOf(string securityCode, MarketIndex index) => string.Join(
        ' ',
        index.VersionOf(MarketBlobs.PricesName(securityCode)),
        index.VersionOf(MarketBlobs.ActionsName(securityCode)),
        index.VersionOf(MarketBlobs.DividendsName(securityCode)),
        index.VersionOf(MarketBlobs.CurvesName));

    /// <inheritdoc cref="ReadAsync(string, MarketIndex?, CancellationToken)"/>
    public Task<MarketFacts> ReadAsync(string securityCode, CancellationToken cancellationToken) =>
        ReadAsync(securityCode, index: null, cancellationToken);

    /// <summary>Whether two corporate actions of a share are stored of which nobody said that both happened.</summary>
    /// <param name="securityCode">The code, five characters.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<bool> HasOpenPairsAsync(string securityCode, CancellationToken cancellationToken) =>
        await KeepAsync(store.ReadActionsAsync(securityCode, cancellationToken), []) is { OpenPairs.Count: > 0 };

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
