using System.Globalization;
using Pricing.Calendars;
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
    /// every return that looks like an unadjusted split or an error, unless a split factor or the settings account for
    /// it. Empty where the prices can be used.
    /// </returns>
    public IReadOnlyList<Failure> Check(PriceHistory history, DateWindow window)
    {
        List<PriceDay> closes = [.. history.Days.Where(day => day.Close is not null && window.Contains(day.Date))];
        List<Failure> failures = [];
        if (closes.Count == 0)
            return failures;

        var age = TokyoCalendar.SessionsBetween(closes[^1].Date, window.To);
        if (age > limits.MaximumAgeSessions)
        {
            failures.Add(new(
                ReasonCode.StalePrice,
                "security_code",
                history.Code,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the newest close, of {DateText.Of(closes[^1].Date)}, is {age} sessions old on ")
                + string.Create(
                    CultureInfo.InvariantCulture, $"{DateText.Of(window.To)}; {limits.MaximumAgeSessions} allowed")));
        }

        failures.AddRange(Suspects(history, closes));
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
            var hole = new DateWindow(before, date);
            var sessions = TokyoCalendar.SessionsBetween(before, date) - 1;
            if (sessions > limits.MaximumGapSessions && !exclusions.Any(left => left.From <= hole.To && hole.From <= left.To))
            {
                yield return new(
                    ReasonCode.MissingPrice,
                    "security_code",
                    code,
                    string.Create(CultureInfo.InvariantCulture, $"no close is stored of {sessions} sessions before {DateText.Of(date)}; ")
                    + "store them, let the window start later, or exclude the period");
            }

            before = date;
        }
    }

    private IEnumerable<Failure> Suspects(PriceHistory history, List<PriceDay> closes)
    {
        var returns = Returns(history, closes);
        var deviation = Deviation(returns);
        foreach (var (index, (day, value)) in returns.Index())
        {
            var reason = UnadjustedSplit(returns, index, deviation) is { } split
                ? $"its change is that of an unadjusted split of {split}"
                : returns.Count >= FewestReturnsToJudge && Math.Abs(value) > limits.SuspectDeviations * deviation
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"its change is {Math.Abs(value) / deviation:0.0} standard deviations of the share's own")
                    : null;
            if (reason is null
                || limits.Confirmed.Contains($"{history.Code}/{DateText.Of(day.Date)}", StringComparer.Ordinal))
                continue;
            yield return new(
                ReasonCode.SuspectPrice,
                "close",
                DecimalText.Of(day.Close!.Value),
                $"{history.Code} on {DateText.Of(day.Date)}: {reason}; state the day's split factor or confirm the price");
        }
    }

    // A split's ex-date may be a day without a trade: every factor since the last close counts.
    private static List<(PriceDay Day, double Value)> Returns(PriceHistory history, List<PriceDay> closes)
    {
        var splits = history.Splits;
        var next = 0;
        List<(PriceDay, double)> returns = [];
        for (var i = 1; i < closes.Count; i++)
        {
            var factor = 1.0;
            for (; next < splits.Count && splits[next].ExDate <= closes[i].Date; next++)
            {
                if (splits[next].ExDate > closes[i - 1].Date)
                    factor *= splits[next].NewPerOld.ToDouble();
            }

            returns.Add(
                (closes[i], Math.Log((double)closes[i].Close!.Value * factor / (double)closes[i - 1].Close!.Value)));
        }

        return returns;
    }

    private static double Deviation(List<(PriceDay Day, double Value)> returns) =>
        Deviation([.. returns.Select(item => Math.Abs(item.Value))]);

    // The median of the absolute returns, scaled to a normal's deviation, does not grow with the outlier looked for.
    private static double Deviation(double[] sizes)
    {
        const double normal = 1.4826;
        if (sizes.Length == 0)
            return 0;
        Array.Sort(sizes);
        return normal * Math.Max(sizes[sizes.Length / 2], sizes.Average() / 2);
    }

    // A return as small as ordinary ones is no sign of a split, however close to a ratio it is.
    private string? UnadjustedSplit(List<(PriceDay Day, double Value)> returns, int index, double deviation)
    {
        var value = returns[index].Value;
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

    private string? Split(List<(PriceDay Day, double Value)> returns, int index, double deviation)
    {
        var fall = -returns[index].Value;
        foreach (var ratio in limits.UsualSplits)
        {
            var tolerance = ratio < 2 ? SmallTolerance(returns, index, deviation) : limits.SplitTolerance;
            if (Math.Abs(fall - Math.Log((double)ratio)) <= tolerance)
                return string.Create(CultureInfo.InvariantCulture, $"1:{ratio}");
        }

        return null;
    }

    // A crash falls as far as a split below 1:2, but among days that are no ordinary ones either.
    private double SmallTolerance(List<(PriceDay Day, double Value)> returns, int index, double deviation)
    {
        const int around = 20;
        const double residual = 2;
        var from = Math.Max(0, index - around);
        var local = Math.Max(deviation, Deviation(
            [.. returns.Skip(from).Take(index + around + 1 - from).Where((_, at) => at != index - from).Select(item => Math.Abs(item.Value))]));
        // Over days without a close ordinary changes add up.
        var sessions = index == 0 ? 1 : TokyoCalendar.SessionsBetween(returns[index - 1].Day.Date, returns[index].Day.Date);
        return -returns[index].Value < OrdinaryDeviations * local * Math.Sqrt(Math.Max(1, sessions))
            ? -1
            : Math.Min(limits.SplitTolerance, residual * local);
    }
}
