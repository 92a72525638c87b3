namespace Pricing.Dividends;

/// <summary>Finds the fiscal year that a rule asks for among the year ends on record.</summary>
internal static class FiscalYear
{
    /// <summary>The last year end on or before the date, if no whole year without a record lies between.</summary>
    public static DateOnly? LastEnded(IReadOnlyList<DateOnly> yearEnds, DateOnly date)
    {
        var last = LastOnRecord(yearEnds, date);
        return last is { } found && Shift(found, 1) > date ? last : null;
    }

    /// <summary>The year that the date lies in: the first year end after it, if it is at most a year away.</summary>
    public static DateOnly? InProgress(IReadOnlyList<DateOnly> yearEnds, DateOnly date)
    {
        DateOnly? next = null;
        foreach (var end in yearEnds)
        {
            if (end > date && (next is null || end < next))
                next = end;
        }

        return next is { } found && Shift(found, -1) <= date ? next : null;
    }

    /// <summary>The year before the last that ended. Of the last one nothing need be on record: where no interim is paid, nothing of it is decided before it ends.</summary>
    public static DateOnly? OneBefore(IReadOnlyList<DateOnly> yearEnds, DateOnly date)
    {
        if (LastEnded(yearEnds, date) is { } last) return LastEnded(yearEnds, last.AddDays(-1));

        var before = LastOnRecord(yearEnds, date);
        return before is { } found && Shift(found, 2) > date ? before : null;
    }

    private static DateOnly? LastOnRecord(IReadOnlyList<DateOnly> yearEnds, DateOnly date)
    {
        DateOnly? last = null;
        foreach (var end in yearEnds)
        {
            if (end <= date && (last is null || end > last))
                last = end;
        }

        return last;
    }

    // A year end on the last day of February stays on the last day of February.
    private static DateOnly Shift(DateOnly yearEnd, int years)
    {
        var isMonthEnd = yearEnd.AddDays(1).Day == 1;
        var shifted = yearEnd.AddYears(years);
        return isMonthEnd
            ? new(shifted.Year, shifted.Month, DateTime.DaysInMonth(shifted.Year, shifted.Month))
            : shifted;
    }
}
