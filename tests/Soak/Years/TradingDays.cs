namespace Soak.Years;

/// <summary>
/// The business days of Tokyo from April 2018 to October 2020, from a table of its own: the product's calendar is what is held against it.
/// </summary>
internal static class TradingDays
{
    /// <summary>National holidays on weekdays, and the exchange's days off at the end of the year.</summary>
    private static readonly HashSet<string> Off =
    [
        "2018-04-30", "2018-05-03", "2018-05-04", "2018-07-16", "2018-09-17", "2018-09-24", "2018-10-08", "2018-11-23", "2018-12-24", "2018-12-31",
        "2019-01-01", "2019-01-02", "2019-01-03", "2019-01-14", "2019-02-11", "2019-03-21",
        // The ten days of the accession to the throne.
        "2019-04-29", "2019-04-30", "2019-05-01", "2019-05-02", "2019-05-03", "2019-05-06",
        "2019-07-15", "2019-08-12", "2019-09-16", "2019-09-23", "2019-10-14", "2019-10-22", "2019-11-04", "2019-12-31",
        "2020-01-01", "2020-01-02", "2020-01-03", "2020-01-13", "2020-02-11", "2020-02-24", "2020-03-20", "2020-04-29", "2020-05-04", "2020-05-05",
        "2020-05-06", "2020-07-23", "2020-07-24", "2020-08-10", "2020-09-21", "2020-09-22",
    ];

    /// <summary>The day on which the exchange's system failed and nothing was traded.</summary>
    public static DateOnly NothingTraded { get; } = new(2020, 10, 1);

    /// <summary>Whether banks and the exchange are open by the rule.</summary>
    public static bool IsBusiness(DateOnly date) =>
        date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Off.Contains($"{date:yyyy-MM-dd}");

    /// <summary>The business days from one date to another, both included.</summary>
    public static IEnumerable<DateOnly> Between(DateOnly from, DateOnly to)
    {
        for (var date = from; date <= to; date = date.AddDays(1))
        {
            if (IsBusiness(date)) yield return date;
        }
    }
}
