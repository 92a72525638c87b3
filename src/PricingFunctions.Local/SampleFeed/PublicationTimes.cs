using Pricing.Calendars;

namespace PricingFunctions.Local.SampleFeed;

/// <summary>When the services publish, in Japan Standard Time.</summary>
/// <param name="time">The clock.</param>
internal sealed class PublicationTimes(TimeProvider time)
{
    private static readonly TimeOnly Closes = new(16, 30);
    private static readonly TimeOnly Curve = new(9, 30);

    /// <summary>The calendar date in Japan.</summary>
    public DateOnly Today => JapanTime.DateOf(time.GetUtcNow());

    /// <summary>Whether the closes of a date are out: from 16:30 of the day.</summary>
    /// <param name="date">The date.</param>
    public bool HasCloses(DateOnly date) => JapanTime.At(date, Closes) <= time.GetUtcNow();

    /// <summary>Whether the curve of a date is out: from 9:30 of the next business day.</summary>
    /// <param name="date">The date.</param>
    public bool HasCurve(DateOnly date) =>
        JapanTime.At(TokyoCalendar.NextBusinessDate(date), Curve) <= time.GetUtcNow();
}
