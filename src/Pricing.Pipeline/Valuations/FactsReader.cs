using Pricing.Pipeline.Controls.Periods;
using Pricing.Pipeline.MarketData.Curves;
using Pricing.Pipeline.MarketData.Dividends;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.MarketData.Normalised;

namespace Pricing.Pipeline.Valuations;

/// <summary>Reads the facts that a share's grants are valued from.</summary>
/// <param name="store">The stored market data.</param>
/// <param name="periods">Which periods are closed: of what came after that, an issuer's own view leaves out what is dated in it.</param>
public sealed class FactsReader(MarketDataStore store, ClosedPeriods periods)
{
    /// <summary>What counts of a share's facts for an issuer; null where all does.</summary>
    /// <param name="securityCode">The code, five characters.</param>
    /// <param name="issuer">The issuer; null for nobody's.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<ClosedView?> ViewAsync(string securityCode, string? issuer, CancellationToken cancellationToken) =>
        issuer is null ? null : ClosedView.Of(await periods.NowAsync(cancellationToken), issuer, securityCode);

    /// <summary>Reads the facts of a share. What cannot be read is named in the facts: it is a failure of those who need it.</summary>
    /// <param name="securityCode">The code, five characters.</param>
    /// <param name="view">What counts of them; null where all does.</param>
    /// <param name="index">What is stored; null where that is to be found out.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<MarketFacts> ReadAsync(string securityCode, ClosedView? view, MarketIndex? index, CancellationToken cancellationToken)
    {
        if (view?.Damage is { } unread) return new(null, null, null) { ShareDamage = [unread] };

        List<Failure> damage = [];
        List<Failure> curvesDamage = [];
        var prices = KeepAsync(store.ReadPricesAsync(securityCode, index, cancellationToken), damage);
        var dividends = index is not null && index.VersionOf(MarketBlobs.DividendsName(securityCode)) is null
            ? Task.FromResult<DividendHistory?>(null)
            : KeepAsync(store.ReadDividendsAsync(securityCode, cancellationToken), damage);
        var curves = KeepAsync<CurveHistory>(store.ReadCurvesAsync(index, cancellationToken), curvesDamage);
        var whole = new MarketFacts(await prices, await dividends, await curves) { ShareDamage = damage, CurvesDamage = curvesDamage };
        return view is null
            ? whole
            : new(view.Of(await prices), view.Of(await dividends), view.Of(await curves)) { ShareDamage = damage, CurvesDamage = curvesDamage, Whole = whole };
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

    /// <summary>Reads the facts of a share as they count for an issuer.</summary>
    /// <param name="securityCode">The code, five characters.</param>
    /// <param name="issuer">The issuer; null for nobody's: then all that is stored counts.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<MarketFacts> ReadAsync(string securityCode, string? issuer, CancellationToken cancellationToken) =>
        await ReadAsync(securityCode, await ViewAsync(securityCode, issuer, cancellationToken), index: null, cancellationToken);

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
