namespace Pricing.Volatility;

/// <summary>The periods whose last closes make the returns.</summary>
public static class ReturnPeriod
{
    /// <summary>The last day of the period that a date is in: the date itself, its Sunday, or the end of its month.</summary>
    /// <param name="date">The date.</param>
    /// <param name="frequency">How long a period is.</param>
    public static DateOnly EndOf(DateOnly date, ReturnFrequency frequency) => frequency switch
    {
        ReturnFrequency.Daily => date,
        ReturnFrequency.Weekly => date.AddDays((DayOfWeek.Saturday - date.DayOfWeek + 1) % 7),
        ReturnFrequency.Monthly => new(date.Year, date.Month, DateTime.DaysInMonth(date.Year, date.Month)),
        _ => throw new ArgumentOutOfRangeException(nameof(frequency), frequency, null),
    };
}
