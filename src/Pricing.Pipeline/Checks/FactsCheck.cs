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
    /// <summary>Checks values.</summary>
    /// <param name="questions">What was asked.</param>
    /// <param name="values">The values, in the order of the questions.</param>
    /// <param name="cancellationToken">Stops the reading of bodies.</param>
    /// <returns>The values; a final one whose facts differ from their bodies as failed.</returns>
    public async Task<IReadOnlyList<GrantValue>> CheckAsync(
        IReadOnlyList<GrantQuestion> questions, IReadOnlyList<GrantValue> values, CancellationToken cancellationToken)
    {
        var found = new Dictionary<(MarketFacts Facts, DataSource Source, DateOnly? Curve), IReadOnlyList<Failure>>();
        var kept = new List<GrantValue>(values.Count);
        foreach (var (question, value) in questions.Zip(values))
        {
            if (value.Status != ValueStatus.Final)
            {
                kept.Add(value);
                continue;
            }

            var failures = new List<Failure>();
            foreach (var source in value.Sources)
            {
                var asked = (question.Facts, source, value.Curve?.Curve.Date);
                if (!found.TryGetValue(asked, out var differences))
                {
                    differences = await DifferencesAsync(question.Facts, source, value.Curve?.Curve, cancellationToken);
                    found[asked] = differences;
                    foreach (var difference in differences) alarm.Raise(difference.ToString());
                }

                failures.AddRange(differences);
            }

            kept.Add(failures.Count == 0 ? value : value with { Right = null, Failures = failures });
        }

        return kept;
    }

    private async Task<IReadOnlyList<Failure>> DifferencesAsync(
        MarketFacts facts, DataSource source, YieldCurve? curve, CancellationToken cancellationToken)
    {
        var differences = new List<Failure?>();
        if (facts.Prices is { } history && PricesOf(history, source) is { Count: > 0 } stated)
        {
            var check = new PriceComparison(history, stated, prices.FirstOrDefault(reader => reader.Feed == source.Feed), source);
            differences.Add(await bodies.CompareAsync(
                check.Subject, source, string.Join('\n', stated), check.DifferenceAsync, cancellationToken));
        }

        if (facts.Dividends is { } dividends && NoticesOf(dividends, source) is { Count: > 0 } noticed)
        {
            var check = new NoticeComparison(dividends, noticed, notices.FirstOrDefault(reader => reader.Feed == source.Feed), source);
            differences.Add(await bodies.CompareAsync(
                check.Subject, source, string.Join('\n', noticed), check.DifferenceAsync, cancellationToken));
        }

        if (facts.Prices?.Actions is { } known && ActionsOf(known, source) is { Count: > 0 } said)
        {
            var check = new ActionComparison(known, said, actions.FirstOrDefault(reader => reader.Feed == source.Feed), source);
            differences.Add(await bodies.CompareAsync(
                check.Subject, source, string.Join('\n', said), check.DifferenceAsync, cancellationToken));
        }

        if (curve is not null && facts.CurveSource(curve.Date) == source)
        {
            var check = new CurveComparison(curve, curves.FirstOrDefault(reader => reader.Feed == source.Feed), source);
            differences.Add(await bodies.CompareAsync(
                check.Subject, source, string.Join('\n', curve.Points), check.DifferenceAsync, cancellationToken));
        }

        return [.. differences.OfType<Failure>()];
    }

    private static List<PriceFact> PricesOf(PriceHistory history, DataSource source) =>
        [.. history.Facts.Where(fact => history.Sources[fact.Source] == source)];

    private static List<StatedAction> ActionsOf(ActionHistory history, DataSource source) =>
        [.. history.Statements.Where(statement => history.Sources[statement.Source] == source)];

    private static List<DividendNotice> NoticesOf(DividendHistory history, DataSource source) =>
        [.. history.Notices.Where(notice => history.Sources[notice.Source] == source)];
}
