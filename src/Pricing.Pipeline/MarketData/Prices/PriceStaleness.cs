using Pricing.Calendars;
using Pricing.Volatility;

namespace Pricing.Pipeline.MarketData.Prices;

/// <summary>How old a share's prices are.</summary>
public static class PriceStaleness
{
    /// <summary>
    /// Sessions from the last close to a date: 0 where the date has one, or is no session and the one before it has.
    /// </summary>
    /// <param name="closes">The closes, ascending.</param>
    /// <param name="date">The date.</param>
    /// <returns>The sessions; null where no close is of the date or before it.</returns>
    public static int? On(IReadOnlyList<ClosingPrice> closes, DateOnly date)
    {
        for (var index = closes.Count - 1; index >= 0; index--)
        {
            var last = closes[index].Date;
            if (last > date) continue;
            if (last < TokyoCalendar.Coverage.From) return null;
            return last == date ? 0 : TokyoCalendar.Sessions(new(last.AddDays(1), date)).Count();
        }

        return null;
    }
}
