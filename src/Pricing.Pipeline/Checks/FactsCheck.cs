using System.Runtime.CompilerServices;
using Pricing.Pipeline.MarketData.Actions;
using Pricing.Pipeline.MarketData.Curves;
using Pricing.Pipeline.MarketData.Dividends;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Telemetry;
using Pricing.Pipeline.Valuations;
using Pricing.Rates;

namespace Pricing.Pipeline.Checks;

/// <summary>
/// Before a value is final: whether the closes, dividends, corporate actions and curve that it was made of are still those of the bodies
/// that they came from. Where they are not, the value fails and names the place. A feed of which no reader is known is
/// checked for the hash of its bodies only.
/// </summary>
/// <param name="bodies">Compares.</param>
/// <param name="prices">Read bodies of prices.</param>
/// <param name="notices">Read bodies of dividends.</param>
/// <param name="actions">Read bodies of corporate actions.</param>
/// <param name="curves">Read bodies of curves.</param>
/// <param name="alarm">Told of every difference.</param>
public sealed class FactsCheck(
    BodyCheck bodies,
    IEnumerable<IPriceBodies> prices,
    IEnumerable<INoticeBodies> notices,
    IEnumerable<IActionBodies> actions,
    IEnumerable<ICurveBodies> curves,
    DamageAlarm alarm)
{
    private readonly ConditionalWeakTable<MarketFacts, StatedFacts> known = [];
    private readonly CurvesSaid curvesSaid = new();

    /// <summary>Compares the facts that a value was made of.</summary>
    /// <param name="facts">The facts of its share.</param>
    /// <param name="sources">The bodies that they came from.</param>
    /// <param name="curve">The curve; null where the grant states r.</param>
    /// <param name="cancellationToken">Stops the reading of bodies.</param>
    /// <returns>What differs; empty where nothing does.</returns>
    public async Task<IReadOnlyList<Failure>> DifferencesAsync(
        MarketFacts facts, IReadOnlyList<DataSource> sources, YieldCurve? curve, CancellationToken cancellationToken)
    {
        var stated = known.GetValue(facts, static facts => new(facts.Whole));
        var failures = new List<Failure>();
        foreach (var source in sources)
        {
            if (!stated.Found.TryGetValue((source, curve?.Date), out var differences))
            {
                differences = await DifferencesAsync(facts, stated, source, curve, cancellationToken);
                stated.Found[(source, curve?.Date)] = differences;
                foreach (var difference in differences) alarm.Raise(difference.ToString());
            }

            failures.AddRange(differences);
        }

        return failures;
    }

    private async Task<IReadOnlyList<Failure>> DifferencesAsync(
        MarketFacts facts, StatedFacts stated, DataSource source, YieldCurve? curve, CancellationToken cancellationToken)
    {
        // What a body states is stored as a whole, also where an issuer with closed periods leaves some of it out.
        var whole = facts.Whole;
        var differences = new List<Failure?>();
        if (whole.Prices is { } history && stated.PricesOf(source) is { } priced)
        {
            var check = new PriceComparison(history, priced, prices.FirstOrDefault(reader => reader.Feed == source.Feed), source);
            differences.Add(await bodies.CompareAsync(
                check.Subject, source, StatedFacts.PrintOf(priced), check.DifferenceAsync, cancellationToken));
        }

        if (whole.Dividends is { } dividends && stated.NoticesOf(source) is { } noticed)
        {
            var check = new NoticeComparison(dividends, noticed, notices.FirstOrDefault(reader => reader.Feed == source.Feed), source);
            differences.Add(await bodies.CompareAsync(
                check.Subject, source, StatedFacts.PrintOf(noticed), check.DifferenceAsync, cancellationToken));
        }

        if (whole.Prices?.Actions is { } actionsKnown && stated.ActionsOf(source) is { } statements)
        {
            var check = new ActionComparison(actionsKnown, statements, actions.FirstOrDefault(reader => reader.Feed == source.Feed), source);
            differences.Add(await bodies.CompareAsync(
                check.Subject, source, StatedFacts.PrintOf(statements), check.DifferenceAsync, cancellationToken));
        }

        if (curve is not null && facts.CurveSource(curve.Date) == source && !curvesSaid.IsSaid(source, curve))
        {
            var check = new CurveComparison(curve, curves.FirstOrDefault(reader => reader.Feed == source.Feed), source, curvesSaid);
            differences.Add(await bodies.CompareAsync(
                check.Subject, source, StatedFacts.PrintOf(curve.Points), check.DifferenceAsync, cancellationToken));
        }

        return [.. differences.OfType<Failure>()];
    }
}
