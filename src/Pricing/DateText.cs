using System.Globalization;

namespace Pricing;

/// <summary>Dates as written everywhere: <c>2013-07-11</c>.</summary>
public static class DateText
{
    private const string Form = "yyyy-MM-dd";

    // "O" is the same form, written without reading a pattern.

    /// <summary>A date as yyyy-MM-dd.</summary>
    /// <param name="date">The date.</param>
    public static string Of(DateOnly date) => date.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>An instant for people, to the minute: <c>2013-07-11 09:00Z</c>.</summary>
    /// <param name="instant">The instant.</param>
    public static string ToTheMinute(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    /// <summary>An instant for people, to the second: <c>2013-07-11 09:00:00Z</c>.</summary>
    /// <param name="instant">The instant.</param>
    public static string ToTheSecond(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>An instant for programs, to the second: <c>2013-07-11T09:00:00Z</c>.</summary>
    /// <param name="instant">The instant.</param>
    public static string OfInstant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The date of a text in that form; null for any other.</summary>
    /// <param name="text">The text.</param>
    public static DateOnly? Parse(string text) =>
        DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
