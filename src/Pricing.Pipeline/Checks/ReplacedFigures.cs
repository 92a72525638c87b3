using Pricing.Dividends;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;
using Pricing.Rates;

namespace Pricing.Pipeline.Checks;

/// <summary>A figure that a value was made of, and that is stored otherwise since.</summary>
/// <param name="Field">What it is: <c>close</c>, <c>base_price</c>, <c>dividend</c> or <c>yield</c>.</param>
/// <param name="Date">Its date: the session of a price, the record date of a dividend, the date of the yields.</param>
/// <param name="Part">What tells it from others of its date: the years of a yield, the kind of a dividend; null for a price.</param>
/// <param name="Used">The figure that the value was made of, in currency per share or, of a yield, percent; null where the curve had no such yield.</param>
/// <param name="Now">The figure that is stored now; null where there is none any more.</param>
public sealed record ReplacedFigure(string Field, DateOnly Date, string? Part, string? Used, string? Now);

/// <summary>What was replaced of the figures that a value was made of.</summary>
/// <param name="Count">How many figures differ.</param>
/// <param name="Figures">The first hundred of them, by date; empty where nothing was replaced.</param>
public sealed record ReplacedSince(int Count, IReadOnlyList<ReplacedFigure> Figures);

/// <summary>
/// Holds the figures that a value was made of against those that are stored now, as they count for its issuer: what was replaced since.
/// Each history is read once. What else came since, as a close on a date that had none, is no replacement.
/// </summary>
/// <param name="evidence">What values were made of.</param>
/// <param name="facts">What is stored now.</param>
public sealed class ReplacedFigures(EvidenceStore evidence, FactsReader facts)
{
    private const int MostListed = 100;

    /// <summary>Compares a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The figures that differ; none of a value that failed. Failures where something of it cannot be read.</returns>
    /// <exception cref="Storage.DamagedContentException">The evidence cannot be read.</exception>
    public async Task<Outcome<ReplacedSince>> OfAsync(ValueRecord value, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Evidence.Length == 0) return new ReplacedSince(0, []);
        if (await evidence.FindAsync(value.Evidence, cancellationToken) is not { } used)
            return new Failure(ReasonCode.DamagedData, "evidence", value.Evidence, "the evidence of the value is not there");

        var now = await facts.ReadAsync(used.SecurityCode, value.Issuer, cancellationToken);
        if (Unread(used, now) is { Count: > 0 } unread) return unread;

        var all = Prices(used, now).Concat(Dividends(used, now, value.MeasurementDate)).Concat(Yields(used, now)).OrderBy(figure => figure.Date).ToList();
        return new ReplacedSince(all.Count, [.. all.Take(MostListed)]);
    }

    // What cannot be read is not gone.
    private static List<Failure> Unread(ValueEvidence used, MarketFacts now) => used.Curve is { } curve
        ? [.. now.ShareDamage, .. now.CurvesDamage, .. now.HiddenCurves(curve.Date.AddDays(-1), curve.Date)]
        : [.. now.ShareDamage];

    private static IEnumerable<ReplacedFigure> Prices(ValueEvidence used, MarketFacts now)
    {
        var price = used.SharePrice;
        if (price.Origin == SharePriceOrigin.NextBasePrice && now.Prices?.Find(price.Date)?.BasePrice is var basePrice && basePrice != price.Amount)
            yield return Figure("base_price", price.Date, part: null, price.Amount, basePrice);

        var closes = (used.Volatility?.ClosesUsed ?? []).Select(close => (close.Date, close.Close));
        if (price.Origin != SharePriceOrigin.NextBasePrice) closes = closes.Append((price.Date, price.Amount));
        foreach (var (date, close) in closes.Distinct())
        {
            var stored = now.Prices?.Find(date)?.Close;
            if (stored != close) yield return Figure("close", date, part: null, close, stored);
        }
    }

    private static IEnumerable<ReplacedFigure> Dividends(ValueEvidence used, MarketFacts now, DateOnly date)
    {
        if (used.Dividend is not { } dividend) yield break;

        var known = now.Dividends?.KnownOn(date) ?? [];
        foreach (var declared in dividend.Parts.Select(part => part.Declared))
        {
            var stored = known.FirstOrDefault(other => IsSame(other, declared))?.AmountPerShare;
            if (stored != declared.AmountPerShare) yield return Figure("dividend", declared.RecordDate, $"{declared.Kind}", declared.AmountPerShare, stored);
        }
    }

    private static bool IsSame(CashDividend one, CashDividend other) => one.RecordDate == other.RecordDate && one.Kind == other.Kind;

    private static IEnumerable<ReplacedFigure> Yields(ValueEvidence used, MarketFacts now)
    {
        if (used.Curve is not { } curve) return [];

        var (before, after) = (Points(curve), Points(now.Curves.FirstOrDefault(other => other.Date == curve.Date)));
        return before.Keys.Union(after.Keys).Order()
            .Select(years => (Years: years, Used: Of(before, years), Now: Of(after, years)))
            .Where(point => point.Used != point.Now)
            .Select(point => Figure("yield", curve.Date, DecimalText.Of(point.Years), point.Used, point.Now));
    }

    private static Dictionary<decimal, decimal> Points(YieldCurve? curve) => curve?.Points.ToDictionary(point => point.TenorYears, point => point.Percent) ?? [];

    private static decimal? Of(Dictionary<decimal, decimal> points, decimal years) => points.TryGetValue(years, out var percent) ? percent : null;

    private static ReplacedFigure Figure(string field, DateOnly date, string? part, decimal? used, decimal? now) => new(field, date, part, Text(used), Text(now));

    private static string? Text(decimal? figure) => figure is { } number ? DecimalText.Of(number) : null;
}
