using System.Globalization;
using Pricing.Calendars;
using Pricing.Dividends;
using Pricing.Volatility;

namespace Pricing.Pipeline.MarketData.Prices;

/// <summary>What is checked of a share's prices before they are used.</summary>
/// <param name="limits">The limits.</param>
public sealed class PriceCheck(PriceCheckOptions limits)
{
    private const int FewestReturnsToJudge = 20;
    private const double OrdinaryDeviations = 6;

    /// <summary>Checks the closes of a window.</summary>
    /// <param name="history">The share's prices.</param>
    /// <param name="window">First date used, and the measurement date.</param>
    /// <returns>
    /// <see cref="ReasonCode.StalePrice"/> where the newest close is too old; <see cref="ReasonCode.SuspectPrice"/> for
    /// every close at which one looks like an unadjusted split or an error, unless a split factor or the settings account for
    /// it: the one that jumps away and back, or the one from which on the level is another. Empty where the prices can be used.
    /// </returns>
    public IReadOnlyList<Failure> Check(PriceHistory history, DateWindow window)
    {
        var days = history.Days;
        var closes = new List<int>();
        for (var place = history.PlaceFrom(window.From); place < days.Count && days[place] is var day && day.Date <= window.To; place++)
        {
            if (day.Close is not null) closes.Add(place);
        }

        List<Failure> failures = [];
        if (closes.Count == 0)
            return failures;

        var last = days[closes[^1]].Date;
        var age = TokyoCalendar.SessionsBetween(last, window.To);
        if (age > limits.MaximumAgeSessions)
        {
            failures.Add(new(
                ReasonCode.StalePrice,
                "security_code",
                SecurityCode.Shown(history.Code),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the newest close, of {DateText.Of(last)}, is {age} sessions old on ")
                + string.Create(
                    CultureInfo.InvariantCulture, $"{DateText.Of(window.To)}; {limits.MaximumAgeSessions} allowed")));
        }

        failures.AddRange(Suspects(history.Code, new(history, closes)));
        if (last == window.To && failures.Count == 0 && BeyondLimit(history, window.To) is { } beyond)
            failures.Add(beyond);
        return failures;
    }

    /// <summary>Looks for holes in the closes of a volatility's window.</summary>
    /// <param name="code">The security code.</param>
    /// <param name="closes">The raw closes, ascending.</param>
    /// <param name="window">The window.</param>
    /// <param name="exclusions">Periods that are left out; a hole that touches one is explained by it.</param>
    /// <returns><see cref="ReasonCode.MissingPrice"/> for every hole.</returns>
    public IEnumerable<Failure> Holes(
        string code, IReadOnlyList<ClosingPrice> closes, DateWindow window, IReadOnlyList<DateWindow> exclusions)
    {
        var before = window.From;
        foreach (var date in closes.Select(close => close.Date).Where(window.Contains))
        {
            // No more sessions lie between two closes than days do, so a few days are no hole whatever the calendar says.
            var hole = new DateWindow(before, date);
            if (date.DayNumber - before.DayNumber - 1 <= limits.MaximumGapSessions)
            {
                before = date;
                continue;
            }

            var sessions = TokyoCalendar.SessionsBetween(before, date) - 1;
            if (sessions > limits.MaximumGapSessions && !exclusions.Any(left => left.From <= hole.To && hole.From <= left.To))
            {
                yield return new(
                    ReasonCode.MissingPrice,
                    "security_code",
                    SecurityCode.Shown(code),
                    string.Create(CultureInfo.InvariantCulture, $"no close is stored of {sessions} sessions before {DateText.Of(date)}; ")
                    + "store them, let the window start later, or exclude the period");
            }

            before = date;
        }
    }

    /// <summary>
    /// Holds a close that is to be S against the exchange's daily price limit: one mistaken digit in it makes another value, and no
    /// later close shows it yet.
    /// </summary>
    /// <param name="history">The share's prices.</param>
    /// <param name="date">The date of the close.</param>
    /// <returns>
    /// <see cref="ReasonCode.SuspectPrice"/> where it is farther than the limit from the base price of the day, which is the close
    /// before unless it is stated; null where it is not, where a split lies between, where the close before stood at its own limit,
    /// so that the exchange may have widened the next, and where the settings account for it.
    /// </returns>
    public Failure? BeyondLimit(PriceHistory history, DateOnly date)
    {
        ArgumentNullException.ThrowIfNull(history);
        var closes = LastCloses(history.Days, date);
        if (closes is not [.., var before, var day]
            || IsConfirmed(history.Code, day.Date)
            || SplitsBetween(history, before, day).Any()
            || (closes is [var earlier, _, _] && IsAtLimit(history, earlier, before)))
        {
            return null;
        }

        // A base price is that of the day itself, however long the share was not traded before it.
        var (from, sessions, what, remedy) = day.BasePrice is { } stated
            ? (stated, 1, $"the base price {DecimalText.Of(stated)} of the day", "correct it or the base price")
            : (
                before.Close!.Value,
                TokyoCalendar.SessionsBetween(before.Date, day.Date),
                $"{DecimalText.Of(before.Close.Value)} of {DateText.Of(before.Date)}",
                "correct it, state the base price of the day where it was another one than that close");
        return DailyPriceLimit.IsBeyond(from, day.Close!.Value, sessions)
            ? new(
                ReasonCode.SuspectPrice,
                "close",
                DecimalText.Of(day.Close.Value),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{SecurityCode.Shown(history.Code)} on {DateText.Of(day.Date)}: it is farther from {what} than the exchange's daily price limit of {DailyPriceLimit.Of(from):0} allows; ")
                + $"{remedy}, or confirm the price")
            : null;
    }

    /// <summary>The last three days with a close up to a date, or as many as there are.</summary>
    private static List<PriceDay> LastCloses(IReadOnlyList<PriceDay> days, DateOnly date)
    {
        var last = new List<PriceDay>(3);
        for (var index = days.Count - 1; index >= 0 && last.Count < 3; index--)
        {
            if (days[index] is { Close: not null } day && day.Date <= date) last.Insert(0, day);
        }

        return last;
    }

    private static IEnumerable<ShareSplit> SplitsBetween(PriceHistory history, PriceDay before, PriceDay day) =>
        history.Splits.Where(split => split.ExDate > before.Date && split.ExDate <= day.Date);

    private static bool IsAtLimit(PriceHistory history, PriceDay before, PriceDay day)
    {
        var from = day.BasePrice ?? SplitsBetween(history, before, day).Aggregate(
            before.Close!.Value, (price, split) => Math.Round(price * split.NewPerOld.Denominator / split.NewPerOld.Numerator));
        return Math.Abs(day.Close!.Value - from) >= DailyPriceLimit.Of(from);
    }

    private IEnumerable<Failure> Suspects(string code, PriceReturns returns)
    {
        var deviation = Deviation(returns.Values);
        var told = new HashSet<DateOnly>();
        for (var index = 0; index < returns.Values.Length; index++)
        {
            var value = returns.Values[index];
            var reason = UnadjustedSplit(returns, index, deviation) is { } split
                ? $"its change is that of an unadjusted split of {split}"
                : returns.Values.Length >= FewestReturnsToJudge && Math.Abs(value) > limits.SuspectDeviations * deviation
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"its change is {Math.Abs(value) / deviation:0.0} standard deviations of the share's own")
                    : null;
            if (reason is null || IsConfirmed(code, returns[index].Day.Date)) continue;
            if (Suspect(returns, index, deviation) is var suspect
                && !IsConfirmed(code, suspect.Day.Date)
                && told.Add(suspect.Day.Date))
            {
                yield return new(
                    ReasonCode.SuspectPrice,
                    "close",
                    DecimalText.Of(suspect.Day.Close!.Value),
                    $"{SecurityCode.Shown(code)} on {DateText.Of(suspect.Day.Date)}{suspect.Else(reason, hasSplit: suspect.After is null && returns[index].HasSplit)}");
            }
        }
    }

    // One wrong close makes two returns, away and back; a split, or a close that is right, makes one.
    private static SuspectClose Suspect(PriceReturns returns, int index, double deviation)
    {
        if (index + 1 < returns.Values.Length && IsBack(returns[index], returns[index + 1], deviation))
            return new(returns[index].Day, returns[index].Before, returns[index + 1].Day);
        if (index > 0 && IsBack(returns[index - 1], returns[index], deviation))
            return new(returns[index - 1].Day, returns[index - 1].Before, returns[index].Day);
        return new(returns[index].Day, index == 0 ? returns[index].Before : null, null);
    }

    private static bool IsBack(PriceReturn away, PriceReturn back, double deviation)
    {
        var size = Math.Max(Math.Abs(away.Value), Math.Abs(back.Value));
        return !away.HasSplit && !back.HasSplit
            && Math.Abs(away.Value + back.Value) <= Math.Min(size / 2, Math.Max(size / 8, OrdinaryDeviations * deviation));
    }

    /// <summary>Whether somebody looked at a close and confirmed it.</summary>
    /// <param name="code">The share, five characters.</param>
    /// <param name="date">The date of the close.</param>
    public bool IsConfirmed(string code, DateOnly date) =>
        limits.Confirmed.Contains($"{code}/{DateText.Of(date)}", StringComparer.Ordinal)
        || limits.Confirmed.Contains($"{SecurityCode.Shown(code)}/{DateText.Of(date)}", StringComparer.Ordinal);

    // The median of the absolute returns, scaled to a normal's deviation, does not grow with the outlier looked for.
    private static double Deviation(params ReadOnlySpan<double> returns)
    {
        const double normal = 1.4826;
        if (returns.IsEmpty)
            return 0;
        var sizes = new double[returns.Length];
        for (var index = 0; index < sizes.Length; index++) sizes[index] = Math.Abs(returns[index]);
        Array.Sort(sizes);
        return normal * Math.Max(sizes[sizes.Length / 2], sizes.Average() / 2);
    }

    // A return as small as ordinary ones is no sign of a split, however close to a ratio it is.
    private string? UnadjustedSplit(PriceReturns returns, int index, double deviation)
    {
        var value = returns.Values[index];
        if (Math.Abs(value) < OrdinaryDeviations * deviation)
            return null;
        return value > 0 ? Consolidation(value) : Split(returns, index, deviation);
    }

    // Two into one, seven into one, thirty into one: all are usual.
    private string? Consolidation(double value)
    {
        var old = Math.Round(Math.Exp(value));
        return old >= 2 && Math.Abs(value - Math.Log(old)) <= limits.SplitTolerance
            ? string.Create(CultureInfo.InvariantCulture, $"{old:0}:1")
            : null;
    }

    private string? Split(PriceReturns returns, int index, double deviation)
    {
        var fall = -returns.Values[index];
        foreach (var ratio in limits.UsualSplits)
        {
            var tolerance = ratio < 2 ? SmallTolerance(returns, index, deviation) : limits.SplitTolerance;
            if (Math.Abs(fall - Math.Log((double)ratio)) <= tolerance)
                return string.Create(CultureInfo.InvariantCulture, $"1:{ratio}");
        }

        return null;
    }

    // A crash falls as far as a split below 1:2, but among days that are no ordinary ones either.
    private double SmallTolerance(PriceReturns returns, int index, double deviation)
    {
        const int around = 20;
        const double residual = 2;
        var from = Math.Max(0, index - around);
        var local = Math.Max(deviation, Deviation([.. returns.Values[from..index], .. returns.Values[(index + 1)..Math.Min(returns.Values.Length, index + around + 1)]]));
        // Over days without a close ordinary changes add up.
        var sessions = index == 0 ? 1 : TokyoCalendar.SessionsBetween(returns[index - 1].Day.Date, returns[index].Day.Date);
        return -returns.Values[index] < OrdinaryDeviations * local * Math.Sqrt(Math.Max(1, sessions))
            ? -1
            : Math.Min(limits.SplitTolerance, residual * local);
    }
}
