using System.Globalization;

namespace Pricing.Calendars;

/// <summary>Japan Standard Time: UTC plus nine hours all year, whatever the machine's zone.</summary>
public static class JapanTime
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(9);

    /// <summary>The date in Japan at an instant.</summary>
    /// <param name="instant">The instant.</param>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>An instant for people in Japan, to the minute: <c>2013-07-11 09:00 JST</c>.</summary>
    /// <param name="instant">The instant.</param>
    public static string ToTheMinute(DateTimeOffset instant) => instant.ToOffset(Offset).ToString("yyyy-MM-dd HH:mm 'JST'", CultureInfo.InvariantCulture);

    /// <summary>An instant for people in Japan, to the second: <c>2013-07-11 09:00:00 JST</c>.</summary>
    /// <param name="instant">The instant.</param>
    public static string ToTheSecond(DateTimeOffset instant) => instant.ToOffset(Offset).ToString("yyyy-MM-dd HH:mm:ss 'JST'", CultureInfo.InvariantCulture);

    /// <summary>The instant of a date and time in Japan.</summary>
    /// <param name="date">The date.</param>
    /// <param name="time">The time.</param>
    public static DateTimeOffset At(DateOnly date, TimeOnly time) => new(date.ToDateTime(time), Offset);
}
