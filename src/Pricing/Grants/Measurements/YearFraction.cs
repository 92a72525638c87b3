namespace Pricing.Grants.Measurements;

/// <summary>Years between two dates, exact.</summary>
public static class YearFraction
{
    /// <summary>The years from one date to another.</summary>
    /// <param name="from">The first date.</param>
    /// <param name="to">The second date; before the first, the result is negative.</param>
    /// <param name="count">How years are counted.</param>
    /// <returns>
    /// For <see cref="YearCount.Anniversary"/>, whole anniversaries of <paramref name="from"/> plus the remaining
    /// days over the days between the neighbouring anniversaries; a 29 February has its anniversary on the 28th in
    /// common years.
    /// </returns>
    public static Ratio Between(DateOnly from, DateOnly to, YearCount count)
    {
        if (to < from)
            return Between(to, from, count).Times(-1m);

        var days = to.DayNumber - from.DayNumber;
        return count switch
        {
            YearCount.Anniversary => Anniversaries(from, to),
            YearCount.Actual365 => Ratio.FromDecimal(days).Over(365m),
            YearCount.Actual36525 => Ratio.FromDecimal(days).Over(365.25m),
            _ => throw new ArgumentOutOfRangeException(nameof(count), count, null),
        };
    }

    private static Ratio Anniversaries(DateOnly from, DateOnly to)
    {
        var whole = to.Year - from.Year;
        if (from.AddYears(whole) > to)
            whole--;

        var last = from.AddYears(whole).DayNumber;
        var next = from.AddYears(whole + 1).DayNumber;
        return Ratio.FromDecimal(to.DayNumber - last).Over(next - last).Plus(whole);
    }
}
