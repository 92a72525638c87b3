using System.Globalization;
using Pricing.Actions;
using Pricing.Pipeline.MarketData.Actions;
using Pricing.Pipeline.MarketData.Dividends;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Sources;
using Pricing.Rates;

namespace Pricing.Pipeline.Publications.Inputs;

/// <summary>The figures that a file of market data gives to a value, each behind those that it replaced where there were any.</summary>
/// <param name="Text">The figures as one text.</param>
/// <param name="AreUsed">Whether the value is made of any of them, or was while another one had not taken its place.</param>
internal readonly record struct GivenFigures(string Text, bool AreUsed)
{
    private const int MostShown = 20;
    private const string NoYield = "none";

    /// <summary>The figures of a file.</summary>
    /// <param name="kind">What the file is of.</param>
    /// <param name="source">The file, as figures name it.</param>
    /// <param name="facts">The value.</param>
    public static GivenFigures Of(GivenKind kind, DataSource source, ValueFacts facts)
    {
        var used = kind switch
        {
            GivenKind.Dividends => Listed(Dividends(source, facts)),
            GivenKind.CorporateActions => Listed(Actions(source, facts)),
            GivenKind.Yields => Listed(Yields(source, facts)),
            _ => Closes(source, facts),
        };
        return used.Length > 0 ? new(used, AreUsed: true) : new(NotUsed(kind, source, facts), AreUsed: false);
    }

    // The request names the taking-in.
    private static bool IsOf(DataSource stated, DataSource source) => (stated.Sha256, stated.Request) == (source.Sha256, source.Request);

    private static string Closes(DataSource source, ValueFacts facts)
    {
        if (facts.Market.Prices is not { } prices) return "";

        var used = UsedDates(facts);
        var given = Chains(prices, source, used.Contains);
        List<string> replaced = [.. given.Where(day => day.Chain.IsReplacement).Select(Shown)];
        return string.Join(
            "; ",
            new[]
            {
                given.Count == 0 ? "" : string.Create(
                    CultureInfo.InvariantCulture, $"{given.Count} closes, {DateText.Of(given[0].Date)} to {DateText.Of(given[^1].Date)}"),
                replaced.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{replaced.Count} replaced: {Listed(replaced)}"),
                Listed(Others(prices, source, facts)),
            }.Where(text => text.Length > 0));
    }

    private static HashSet<DateOnly> UsedDates(ValueFacts facts) =>
        [.. facts.Evidence.Volatility?.ClosesUsed.Select(close => close.Date) ?? [], facts.Evidence.SharePrice.Date];

    /// <summary>What a file says that a value is not made of: closes of days between those that count.</summary>
    private static string NotUsed(GivenKind kind, DataSource source, ValueFacts facts)
    {
        var window = facts.Window();
        return kind == GivenKind.Closes && facts.Market.Prices is { } prices && Chains(prices, source, window.Contains) is { Count: > 0 } days
            ? $"closes that the value is not made of: {Listed(days.Select(Shown))}"
            : "no stored figure of this value";
    }

    /// <summary>Of each day on which a file states a close, what was stated of the day's close up to it.</summary>
    private static List<(DateOnly Date, FigureChain Chain)> Chains(PriceHistory prices, DataSource source, Func<DateOnly, bool> counts)
    {
        var own = prices.Facts
            .Where(fact => fact.Close is not null && counts(fact.Date) && IsOf(prices.Sources[fact.Source], source))
            .Select(fact => fact.Date)
            .ToHashSet();
        return
        [
            .. prices.Facts
                .Where(fact => own.Contains(fact.Date) && StatesClose(fact))
                .GroupBy(fact => fact.Date)
                .Select(day => (day.Key, Up(prices, source, day, fact => fact.Close is not null, CloseOf)!.Value)),
        ];
    }

    private static bool StatesClose(PriceFact fact) => fact.Close is not null || fact.NoTrade;

    private static string CloseOf(PriceFact fact) => fact.Close is { } close ? DecimalText.Of(close) : "no close";

    private static FigureChain? Up(
        PriceHistory prices, DataSource source, IEnumerable<PriceFact> stated, Func<PriceFact, bool> says, Func<PriceFact, string> textOf) =>
        FigureChain.Of(stated, fact => says(fact) && IsOf(prices.Sources[fact.Source], source), textOf);

    private static string Shown((DateOnly Date, FigureChain Chain) day) => $"{DateText.Of(day.Date)} {day.Chain}";

    /// <summary>What a file of closes says beside closes: that a day had none, base prices, splits.</summary>
    private static IEnumerable<string> Others(PriceHistory prices, DataSource source, ValueFacts facts)
    {
        var window = facts.Window();
        foreach (var fact in prices.Facts.Where(fact => fact.Date <= window.To && IsOf(prices.Sources[fact.Source], source)))
        {
            var (date, ofDay) = (DateText.Of(fact.Date), prices.Facts.Where(other => other.Date == fact.Date));
            if (fact.NoTrade && window.Contains(fact.Date))
                yield return $"{date} {Up(prices, source, ofDay.Where(StatesClose), other => other.NoTrade, CloseOf)}";
            if (fact.BasePrice is not null && fact.Date == facts.Evidence.SharePrice.Date)
                yield return $"{date} base price {Up(prices, source, ofDay.Where(other => other.BasePrice is not null), _ => true, other => DecimalText.Of(other.BasePrice!.Value))}";
            if (fact.SplitNewPerOld is not null)
                yield return $"{date} split {Up(prices, source, ofDay.Where(other => other.SplitNewPerOld is not null), _ => true, other => $"{other.SplitNewPerOld}")}";
        }
    }

    private static IEnumerable<string> Dividends(DataSource source, ValueFacts facts)
    {
        if (facts.Market.Dividends is not { } dividends) yield break;

        foreach (var (index, notice) in dividends.Notices.Index())
        {
            if (notice.PublishedOn > facts.Value.MeasurementDate || !IsOf(dividends.Sources[notice.Source], source)) continue;

            var before = dividends.Notices.Take(index).LastOrDefault(other => AboutOf(other) == AboutOf(notice));
            var what = $"{(notice.IsFinal ? "final" : "interim")} dividend{(notice.IsDecided ? "" : ", forecast")}, record date {(notice.RecordDate is { } date ? DateText.Of(date) : "not set")}";
            var now = notice.Status == NoticeStatus.Deletion ? "deleted" : Amount(notice);
            yield return before is null ? $"{what}: {now}" : $"{what}: {Amount(before)} > {now}";
        }
    }

    private static (DateOnly TermMonth, bool IsFinal, bool IsDecided) AboutOf(DividendNotice notice) => (notice.TermMonth, notice.IsFinal, notice.IsDecided);

    private static string Amount(DividendNotice notice) =>
        (notice.Rate is { } rate ? DecimalText.Of(rate) : "not set")
        + (notice.OccasionalRate > 0m ? $", of which commemorative or special {DecimalText.Of(notice.OccasionalRate)}" : "");

    private static IEnumerable<string> Actions(DataSource source, ValueFacts facts)
    {
        if (facts.Market.Prices?.Actions is not { } actions) yield break;

        foreach (var (index, stated) in actions.Statements.Index())
        {
            if (!IsOf(actions.Sources[stated.Source], source)) continue;

            var before = actions.Statements.Take(index).LastOrDefault(other => other.Number == stated.Number);
            yield return before is null ? Said(stated) : $"{Said(before)} > {Said(stated)}";
        }
    }

    private static string Said(StatedAction stated) => stated.WithdrawnReason is { } reason ? $"withdrawn: {reason}" : Named(stated.Action);

    private static string Named(CorporateAction action) =>
        $"{SettingWords.InFiles(action.Kind)} {action.NewPerOld}, ex-date {DateText.Of(action.ExDate)}{(action.EffectiveDate is { } effective ? $", effective {DateText.Of(effective)}" : "")}";

    /// <summary>The yields of a curve in percent, by tenor; of one that took another's place those that it moved.</summary>
    private static IEnumerable<string> Yields(DataSource source, ValueFacts facts)
    {
        if (facts.Evidence.Curve is not { } used || facts.Market.CurveHistory is not { } curves) yield break;

        var stated = curves.Of(used.Date).ToList();
        var own = stated.FindLastIndex(one => IsOf(curves.Sources[one.Source], source));
        foreach (var tenor in stated.Take(own + 1).SelectMany(one => one.Curve.Points).Select(point => point.TenorYears).Distinct().Order())
        {
            var chain = FigureChain.Of(stated, one => IsOf(curves.Sources[one.Source], source), one => YieldOf(one.Curve, tenor))!.Value;
            if (own > 0 && !chain.IsReplacement) continue;

            yield return $"{DateText.Of(used.Date)} {DecimalText.Of(tenor)}y {chain}{(chain.Said[^1] == NoYield ? "" : " %")}";
        }
    }

    private static string YieldOf(YieldCurve curve, decimal tenor) => curve.Points
        .Where(point => point.TenorYears == tenor)
        .Select(point => DecimalText.Of(point.Percent))
        .FirstOrDefault(NoYield);

    private static string Listed(IEnumerable<string> items) => ShownList.Of([.. items], MostShown);
}
