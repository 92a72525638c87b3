using System.Globalization;

namespace Pricing;

/// <summary>Dates as written everywhere: <c>2013-07-11</c>.</summary>
public static class DateText
{
    private const string Form = "yyyy-MM-dd";

    /// <summary>A date as yyyy-MM-dd.</summary>
    /// <param name="date">The date.</param>
    public static string Of(DateOnly date) => date.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>The date of a text in that form; null for any other.</summary>
    /// <param name="text">The text.</param>
    public static DateOnly? Parse(string text) =>
        DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
