using System.Globalization;

namespace Pricing;

/// <summary>Dates as written everywhere: <c>2013-07-11</c>.</summary>
public static class DateText
{
    /// <summary>A date as yyyy-MM-dd.</summary>
    /// <param name="date">The date.</param>
    public static string Of(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
