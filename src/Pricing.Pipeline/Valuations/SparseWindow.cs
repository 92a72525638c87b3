using System.Globalization;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Volatility;

namespace Pricing.Pipeline.Valuations;

/// <summary>
/// A volatility's window of which so many periods have no row that its returns are none of a period: closes of every second week,
/// annualised as weekly ones, make sigma larger by the root of two. A period whose rows have no close is known to be without a trade.
/// </summary>
internal static class SparseWindow
{
    private const int OneIn = 10;

    /// <summary>Looks for such a window.</summary>
    /// <param name="prices">The share's prices.</param>
    /// <param name="withoutRow">The sessions between the first and the last row of which no row is stored.</param>
    /// <param name="window">The window.</param>
    /// <param name="exclusions">Periods left out.</param>
    /// <param name="frequency">How long a period is.</param>
    /// <returns><see cref="ReasonCode.MissingPrice"/> where more than a tenth of the periods have no row; null where not.</returns>
    public static Failure? Of(
        PriceHistory prices, IReadOnlyList<DateOnly> withoutRow, DateWindow window, IReadOnlyList<DateWindow> exclusions, ReturnFrequency frequency)
    {
        var lacking = Periods(withoutRow);
        if (lacking.Count == 0) return null;

        var present = Periods(prices.Days.Select(day => day.Date));
        lacking.ExceptWith(present);
        var all = lacking.Count + present.Count;
        if (lacking.Count * OneIn <= all) return null;

        var name = frequency switch
        {
            ReturnFrequency.Daily => "sessions",
            ReturnFrequency.Weekly => "weeks",
            _ => "months",
        };
        return new(
            ReasonCode.MissingPrice,
            "security_code",
            SecurityCode.Shown(prices.Code),
            string.Create(CultureInfo.InvariantCulture, $"of {lacking.Count} of the {all} {name} of {window} no row is stored, and returns over more than one are none of a period; ")
            + "take in the closes, or rows without a close where there was no trade, or exclude the periods");

        HashSet<DateOnly> Periods(IEnumerable<DateOnly> dates) =>
        [
            .. from date in dates
               where window.Contains(date) && !exclusions.Any(left => left.Contains(date))
               select ReturnPeriod.EndOf(date, frequency),
        ];
    }
}
