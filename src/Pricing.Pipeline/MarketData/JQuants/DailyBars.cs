using System.Text.Json;
using Pricing.Calendars;
using Pricing.Dividends;
using Pricing.Pipeline.MarketData.Prices;

namespace Pricing.Pipeline.MarketData.JQuants;

/// <summary>
/// Rows of <c>/v2/equities/bars/daily</c>; of their fields, Date, Code, C, Vo and AdjFactor are needed.
/// </summary>
public static class DailyBars
{
    /// <summary>What became of a row.</summary>
    /// <param name="Code">The code; empty where even that could not be read.</param>
    /// <param name="Fact">The fact; null for a row of a day without a session, and where there is a failure.</param>
    /// <param name="Failure">Why the row could not be read.</param>
    public readonly record struct Reading(string Code, PriceFact? Fact, Failure? Failure);

    /// <summary>Reads a row.</summary>
    /// <param name="element">The row.</param>
    /// <param name="source">The index of the body that it stands in.</param>
    public static Reading Read(JsonElement element, int source)
    {
        var row = new JsonRow(element);
        var code = row.Text("Code");
        var date = row.Date("Date");
        var close = row.OptionalNumber("C");
        var volume = row.OptionalNumber("Vo");
        var factor = row.OptionalNumber("AdjFactor");
        if (row.Failure is null && SecurityCode.Parse(code).Failures is [_, ..])
            row.Refuse("Code", "is no security code");
        if (row.Failure is null && close <= 0)
            row.Refuse("C", "is not above 0");
        if (row.Failure is null && !TokyoCalendar.Coverage.Contains(date))
            row.Refuse("Date", $"is outside {TokyoCalendar.Coverage}");
        if (row.Failure is not null)
            return new(code, null, row.Failure);
        if (!TokyoCalendar.IsSession(date))
            return new(code, null, null);

        var split = SplitFactor.NewPerOld(factor ?? 1m);
        if (!split.IsSuccess)
            return new(code, null, split.Failures[0]);
        var isTraded = close is not null && volume is not 0m;
        return new(code, new(date, isTraded ? close : null, !isTraded, split.Value, null, source), null);
    }
}
