using System.Globalization;
using Pricing.Calendars;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Policies;

namespace Pricing.Pipeline.Valuations;

/// <summary>The share price S of a measurement date (release, section 12, item 2).</summary>
/// <param name="Amount">The price in currency per share.</param>
/// <param name="Date">The date of the close or of the base price.</param>
/// <param name="Origin">What it is.</param>
/// <param name="IsSettled">Whether nothing that may still arrive can change it.</param>
/// <param name="MissingRow">
/// The first session after the last close, up to the measurement date, of which nothing is stored: whether it had a trade is not
/// known, so the price is not settled. Null where every session without a close is shown to be without a trade.
/// </param>
public sealed record SharePrice(decimal Amount, DateOnly Date, SharePriceOrigin Origin, bool IsSettled, DateOnly? MissingRow = null)
{
    /// <summary>Finds the share price.</summary>
    /// <param name="prices">What is stored of the share.</param>
    /// <param name="date">The measurement date.</param>
    /// <param name="rule">What counts on a date without a close.</param>
    /// <param name="staleSessions">By how many sessions a last close may precede the date.</param>
    /// <returns>The price; <see cref="ReasonCode.MissingPrice"/> or <see cref="ReasonCode.StalePrice"/>.</returns>
    public static Outcome<SharePrice> On(PriceHistory prices, DateOnly date, NoCloseRule rule, int staleSessions)
    {
        if (prices.Find(date)?.Close is { } close) return new SharePrice(close, date, SharePriceOrigin.Close, true);
        if (rule == NoCloseRule.Refuse) return Missing(prices, date, "has no close");

        var next = TokyoCalendar.NextSession(date);
        if (prices.Find(next)?.BasePrice is { } basePrice)
        {
            // Shares, X and D of the date stand on the basis before the split.
            if (prices.Splits.Any(split => split.ExDate > date && split.ExDate <= next))
            {
                return Missing(prices, date, $"has no close, and the base price of the next session, {DateText.Of(next)}, stands on the basis behind a split");
            }

            var unseen = MissingRowIn(prices, new(date, date));
            return new SharePrice(basePrice, next, SharePriceOrigin.NextBasePrice, unseen is null, unseen);
        }

        if (prices.LastCloseBefore(date) is not { Close: { } previous } last) return Missing(prices, date, "has no close, nor has any date before it");
        if (prices.Splits.Any(split => split.ExDate > last.Date && split.ExDate <= next))
        {
            return Missing(prices, date, $"has no close, and a split lies between the last one, of {DateText.Of(last.Date)}, and the next session");
        }

        var since = new DateWindow(last.Date.AddDays(1), date);
        var sessions = TokyoCalendar.Sessions(since).Count();
        if (sessions > staleSessions)
        {
            return new Failure(
                ReasonCode.StalePrice,
                "share_price",
                string.Create(CultureInfo.InvariantCulture, $"{previous}"),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the last close of {SecurityCode.Shown(prices.Code)}, of {DateText.Of(last.Date)}, is {sessions} sessions old on {DateText.Of(date)}; at most {staleSessions} are allowed"));
        }

        var nextHasCome = prices.Days.Count > 0 && prices.Days[^1].Date >= next;
        var missing = MissingRowIn(prices, since);
        return new SharePrice(previous, last.Date, SharePriceOrigin.PreviousClose, nextHasCome && missing is null, missing);
    }

    // A row without a close says that there was no trade; no row at all may be a hole in what is stored.
    private static DateOnly? MissingRowIn(PriceHistory prices, DateWindow dates) => TokyoCalendar.Sessions(dates)
        .Where(session => prices.Find(session) is null)
        .Select(session => (DateOnly?)session)
        .FirstOrDefault();

    private static Failure Missing(PriceHistory prices, DateOnly date, string what) =>
        new(ReasonCode.MissingPrice, "measurement_date", DateText.Of(date), $"{SecurityCode.Shown(prices.Code)} {what}");
}

/// <summary>What the share price S is.</summary>
public enum SharePriceOrigin
{
    /// <summary>The close in regular trading on the measurement date.</summary>
    Close,

    /// <summary>The base price of the next trading day, as a source states it.</summary>
    NextBasePrice,

    /// <summary>
    /// The last close before the measurement date, which is that base price unless a special quote stood at the
    /// end or the next day was an ex-day; no source states it.
    /// </summary>
    PreviousClose,
}
