using System.Globalization;
using Pricing.Calendars;

namespace Pricing.Files.Prices;

/// <summary>
/// What a person should know of closes that are taken: which sessions have no row, since a row that was lost looks like a day without
/// a trade, and which closes are farther from the one before than the exchange allows.
/// </summary>
public static class HistoryNotices
{
    private const int MostShares = 5;
    private const int MostPeriods = 5;
    private const int MostJumps = 5;

    // Over months a price may move far, but hardly by a mistaken thousand.
    private const decimal Far = 5m;

    /// <summary>Sessions between the first and the last row of a share of which there is no row.</summary>
    /// <param name="rows">The rows, of sessions only.</param>
    /// <returns>A notice for each share that lacks any; of very many the first ones.</returns>
    public static IReadOnlyList<string> Gaps(IReadOnlyList<PriceRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        List<string> notices = [];
        var count = 0;
        foreach (var (code, dates) in Dates(rows))
        {
            var periods = Periods(dates);
            if (periods.Count > 0 && count++ < MostShares)
                notices.Add(Gap(code, dates, periods));
        }

        return CappedNotices.Of(
            notices, count, MostShares, "shares with sessions of which there is no row", "share with sessions of which there is no row");
    }

    /// <summary>Closes that are farther from the one before than the exchange's daily price limit allows, splits taken out.</summary>
    /// <param name="rows">The rows of the file, and beside them, on line 0, those that are stored.</param>
    /// <param name="splits">Splits that are known from elsewhere: share and ex-date.</param>
    /// <returns>A notice for each close; of very many the first ones.</returns>
    public static IReadOnlyList<string> Jumps(IReadOnlyList<PriceRow> rows, IReadOnlySet<(string Code, DateOnly ExDate)> splits)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(splits);
        List<string> notices = [];
        var count = 0;
        foreach (var share in rows.GroupBy(row => row.Code, StringComparer.Ordinal))
        {
            PriceRow? before = null;
            var split = false;
            foreach (var row in share.OrderBy(row => row.Date))
            {
                split |= row.NewPerOld is not null || splits.Contains((row.Code, row.Date));
                if (row.Close is null)
                    continue;
                if (before is { } last && !split && (last.Line > 0 || row.Line > 0) && Jump(last, row) is { } jump && count++ < MostJumps)
                    notices.Add(jump);
                (before, split) = (row, false);
            }
        }

        return CappedNotices.Of(notices, count, MostJumps, "closes that are far from the one before", "close that is far from the one before");
    }

    private static string? Jump(PriceRow before, PriceRow row)
    {
        if (!TokyoCalendar.Coverage.Contains(before.Date) || !TokyoCalendar.Coverage.Contains(row.Date))
            return null;
        // A base price is that of the day itself, however long the share was not traded before it.
        var (first, sessions, from) = row.BasePrice is { } stated
            ? (stated, 1, $"the base price {Text(stated)}")
            : (
                before.Close!.Value,
                TokyoCalendar.SessionsBetween(before.Date, row.Date),
                $"{Text(before.Close.Value)} of {DateText.Of(before.Date)}");
        var last = row.Close!.Value;
        var isFar = last >= Far * first || first >= Far * last;
        if (!DailyPriceLimit.IsBeyond(first, last, sessions) && (sessions <= DailyPriceLimit.MostSessions || !isFar))
            return null;
        var times = last > first ? $"{Text(Math.Round(last / first, 2))} times" : $"1/{Text(Math.Round(first / last, 2))}";
        var what = sessions <= DailyPriceLimit.MostSessions ? "more than the exchange's daily price limit allows" : "far for an ordinary change";
        return $"{Share(row.Code)}the close goes from {from} to {Text(last)} of {DateText.Of(row.Date)} ({times}), {what}; look whether one of them is mistyped or in another unit, or a split is not stated";
    }

    private static string Gap(string code, List<DateOnly> dates, List<(DateOnly From, DateOnly To, int Sessions)> periods)
    {
        var count = periods.Sum(period => period.Sessions);
        var shown = string.Join(", ", periods.Take(MostPeriods).Select(period =>
            period.From == period.To ? DateText.Of(period.From) : $"{DateText.Of(period.From)} to {DateText.Of(period.To)}"));
        return $"{Share(code)}no row of {Text(count)} {(count == 1 ? "session" : "sessions")} between {DateText.Of(dates[0])} and {DateText.Of(dates[^1])} ({shown}{(periods.Count > MostPeriods ? ", ..." : "")}): "
            + "add what is missing; a day without a trade has a row without a close";
    }

    // The dates of each share, ascending; shares in the order of the rows. Rows are large and stay where they are.
    private static IEnumerable<(string Code, List<DateOnly> Dates)> Dates(IReadOnlyList<PriceRow> rows)
    {
        var shares = new OrderedDictionary<string, List<DateOnly>>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (!shares.TryGetValue(row.Code, out var dates))
                shares[row.Code] = dates = [];
            dates.Add(row.Date);
        }

        foreach (var (code, dates) in shares)
        {
            dates.Sort();
            yield return (code, dates);
        }
    }

    private static List<(DateOnly From, DateOnly To, int Sessions)> Periods(List<DateOnly> dates)
    {
        List<(DateOnly, DateOnly, int)> periods = [];
        for (var i = 1; i < dates.Count; i++)
        {
            (DateOnly From, DateOnly To, int Sessions)? missing = null;
            for (var day = dates[i - 1].AddDays(1); day < dates[i]; day = day.AddDays(1))
            {
                if (TokyoCalendar.IsSession(day))
                    missing = (missing?.From ?? day, day, (missing?.Sessions ?? 0) + 1);
            }

            if (missing is { } period)
                periods.Add(period);
        }

        return periods;
    }

    // A command that needs no share's name reads files in which none is named.
    private static string Share(string code) => code.Length == 0 ? "" : $"{SecurityCode.Shown(code)}: ";

    private static string Text(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
