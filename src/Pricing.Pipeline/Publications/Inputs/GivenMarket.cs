using System.Globalization;
using Pricing.Files.Schemas;
using Pricing.Pipeline.Controls.People;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.Publications.Inputs;

/// <summary>What came as a file in the place of a feed, and the closes that somebody looked at.</summary>
public static class GivenMarket
{
    private const int MostShown = 20;

    /// <summary>A file of market data that a value rests on.</summary>
    /// <param name="source">The file, as the value names it.</param>
    /// <param name="record">Who sent it; null where that is not stored.</param>
    /// <param name="facts">The value.</param>
    public static GivenInput Of(DataSource source, FileRecord? record, ValueFacts facts)
    {
        var kind = record?.Kind switch
        {
            FileKind.Dividends => GivenKind.Dividends,
            FileKind.CorporateActions => GivenKind.CorporateActions,
            FileKind.Curves => GivenKind.Yields,
            _ => GivenKind.Closes,
        };
        return new()
        {
            Kind = kind,
            Subject = source.Sha256,
            States = kind == GivenKind.Closes ? Closes(source.Sha256, facts) : record?.Kind.Word() ?? "",
            Source = record?.Key ?? source.Sha256,
            By = Person.Typed(""),
        };
    }

    /// <summary>The returns of a value's closes that the settings of the host confirm.</summary>
    /// <param name="limits">The settings.</param>
    /// <param name="facts">The value.</param>
    public static IEnumerable<string> Confirmed(PriceCheckOptions limits, ValueFacts facts)
    {
        var code = facts.Evidence.SecurityCode;
        var window = new DateWindow(facts.Evidence.Volatility?.Window.From ?? facts.Value.MeasurementDate, facts.Value.MeasurementDate);
        return limits.Confirmed.Where(confirmed => confirmed.Split('/') is [var share, var text]
            && (share == code || share == SecurityCode.Shown(code))
            && DateText.Parse(text) is { } date
            && window.Contains(date));
    }

    /// <summary>How many of the closes that were used the file states, and which stored ones it replaced.</summary>
    private static string Closes(string sha256, ValueFacts facts)
    {
        if (facts.Market.Prices is not { } prices) return "";

        var used = (facts.Evidence.Volatility?.ClosesUsed.Select(close => close.Date) ?? []).Append(facts.Evidence.SharePrice.Date).ToHashSet();
        var given = prices.Days.Where(day => used.Contains(day.Date) && day.Close is not null && prices.SourceOf(day).Sha256 == sha256).ToList();
        List<string> replaced = [.. given.Select(day => Replaced(prices, day)).OfType<string>()];
        var counted = given.Count == 0 ? "0 closes" : string.Create(
            CultureInfo.InvariantCulture, $"{given.Count} closes, {DateText.Of(given[0].Date)} to {DateText.Of(given[^1].Date)}");
        return replaced.Count == 0 ? counted : string.Create(
            CultureInfo.InvariantCulture,
            $"{counted}; {replaced.Count} replaced: {string.Join(", ", replaced.Take(MostShown))}{(replaced.Count > MostShown ? ", …" : "")}");
    }

    private static string? Replaced(PriceHistory prices, PriceDay day)
    {
        var before = prices.Facts
            .Where(fact => fact.Date == day.Date && fact.Close is not null && fact.Source != day.Source)
            .Select(fact => fact.Close)
            .LastOrDefault();
        return before is { } close && close != day.Close
            ? $"{DateText.Of(day.Date)} {DecimalText.Of(close)} > {DecimalText.Of(day.Close!.Value)}"
            : null;
    }
}
