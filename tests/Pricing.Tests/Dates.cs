using System.Globalization;

namespace Pricing.Tests;

/// <summary>Dates in the rows of theories, whose attributes hold text only.</summary>
internal static class Dates
{
    public static DateOnly Date(string date) => DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly? DateOrNull(string? date) => date is null ? null : Date(date);
}
