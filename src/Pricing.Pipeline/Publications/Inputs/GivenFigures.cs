using System.Globalization;
using Pricing.Actions;
using Pricing.Pipeline.MarketData.Actions;
using Pricing.Pipeline.MarketData.Dividends;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Sources;
using Pricing.Rates;

namespace Pricing.Pipeline.Publications.Inputs;

/// <summary>The figures that a file of market data gives to a value, each beside the one that it replaced where there was one.</summary>
internal static class GivenFigures
{
    private const int MostShown = 20;

    /// <summary>The figures as one text.</summary>
    /// <param name="kind">What the file is of.</param>
    /// <param name="source">The file, as figures name it.</param>
    /// <param name="facts">The value.</param>
    public static string Of(GivenKind kind, DataSource source, ValueFacts facts) => kind switch
    {
        GivenKind.Dividends => Listed(Dividends(source, facts)),
        GivenKind.CorporateActions => Listed(Actions(source, facts)),
        GivenKind.Yields => Listed(Yields(source, facts)),
        _ => Closes(source, facts),
    };

    // What waited for a period to be opened again counts from another time on.
    private static bool IsOf(DataSource stated, DataSource source) => (stated.Sha256, stated.Request) == (source.Sha256, source.Request);

    private static string Closes(DataSource source, ValueFacts facts)
    {
        if (facts.Market.Prices is not { } prices) return "";

        var used = (facts.Evidence.Volatility?.ClosesUsed.Select(close => close.Date) ?? []).Append(facts.Evidence.SharePrice.Date).ToHashSet();
        var given = prices.Days.Where(day => used.Contains(day.Date) && day.Close is not null && IsOf(prices.SourceOf(day), source)).ToList();
        List<string> replaced = [.. given.Select(day => Replaced(prices, day)).OfType<string>()];
        List<string> others = [.. Others(prices, source, facts)];
        var counted = given.Count == 0 ? "0 closes" : string.Create(
            CultureInfo.InvariantCulture, $"{given.Count} closes, {DateText.Of(given[0].Date)} to {DateText.Of(given[^1].Date)}");
        return string.Join(
            "; ",
            new[]
            {
                counted,
                replaced.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{replaced.Count} replaced: {Listed(replaced)}"),
                Listed(others),
            }.Where(text => text.Length > 0));
    }

    private static string? Replaced(PriceHistory prices, PriceDay day) =>
        CloseBefore(prices, day) is { } close && close != day.Close ? Change(DateText.Of(day.Date), close, day.Close) : null;

    private static decimal? CloseBefore(PriceHistory prices, PriceDay day) => prices.Facts
        .Where(fact => fact.Date == day.Date && fact.Close is not null && fact.Source != day.Source)
        .Select(fact => fact.Close)
        .LastOrDefault();

    /// <summary>What a file of closes says beside closes: that a day had none, base prices, splits.</summary>
    private static IEnumerable<string> Others(PriceHistory prices, DataSource source, ValueFacts facts)
    {
        var window = facts.Window();
        foreach (var fact in prices.Facts.Where(fact => fact.Date <= window.To && IsOf(prices.Sources[fact.Source], source)))
        {
            var date = DateText.Of(fact.Date);
            if (fact.NoTrade && window.Contains(fact.Date) && prices.Find(fact.Date) is { Close: null } day) yield return Change(date, CloseBefore(prices, day), null);
            if (fact.BasePrice is { } basePrice && fact.Date == facts.Evidence.SharePrice.Date) yield return $"{date} base price {DecimalText.Of(basePrice)}";
            if (fact.SplitNewPerOld is { } split) yield return $"{date} split {split}";
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

    private static IEnumerable<string> Yields(DataSource source, ValueFacts facts)
    {
        if (facts.Evidence.Curve is not { } used || facts.Market.CurveHistory is not { } curves) return [];
        if (curves.SourceOf(used.Date) is not { } stands || !IsOf(stands, source)) return [];

        var now = curves.Curves.First(curve => curve.Date == used.Date);
        var before = curves.Replaced.LastOrDefault(replaced => replaced.Curve.Date == used.Date)?.Curve;
        return now.Points.Select(point => Yield(now.Date, point, before)).OfType<string>();
    }

    /// <summary>A yield in percent, of a curve that took another's place only where it moved.</summary>
    private static string? Yield(DateOnly date, CurvePoint point, YieldCurve? before)
    {
        var name = $"{DateText.Of(date)} {DecimalText.Of(point.TenorYears)}y";
        if (before is null) return $"{name} {DecimalText.Of(point.Percent)} %";

        var was = before.Points.Where(other => other.TenorYears == point.TenorYears).Select(other => (decimal?)other.Percent).FirstOrDefault();
        return was == point.Percent ? null : $"{name} {(was is { } known ? DecimalText.Of(known) : "none")} > {DecimalText.Of(point.Percent)} %";
    }

    private static string Change(string what, decimal? before, decimal? after) =>
        $"{what} {(before is { } was ? DecimalText.Of(was) : "none")} > {(after is { } now ? DecimalText.Of(now) : "no close")}";

    private static string Listed(IEnumerable<string> items)
    {
        List<string> all = [.. items];
        return all.Count <= MostShown ? string.Join(", ", all) : $"{string.Join(", ", all.Take(MostShown))}, …";
    }
}
