using System.Globalization;

namespace Pricing.Pipeline.MarketData.Jgb;

/// <summary>
/// Dates as the Ministry of Finance writes them: <c>H25.7.11</c>, in the English files <c>2013/7/11</c>.
/// </summary>
public static class EraDate
{
    /// <summary>Reads a date.</summary>
    /// <param name="text">An era's letter (S, H or R), year, month and day between points; or year/month/day.</param>
    /// <param name="date">The date.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out DateOnly date)
    {
        date = default;
        if (text.IsEmpty)
            return false;

        var yearZero = text[0] switch
        {
            'S' => 1925,
            'H' => 1988,
            'R' => 2018,
            _ => 0,
        };
        var isEra = yearZero > 0;
        var digits = isEra ? text[1..] : text;
        Span<Range> parts = stackalloc Range[4];
        if (digits.Split(parts, isEra ? '.' : '/') != 3
            || !TryNumber(digits[parts[0]], out var year)
            || !TryNumber(digits[parts[1]], out var month)
            || !TryNumber(digits[parts[2]], out var day))
        {
            return false;
        }

        year += yearZero;
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        date = new(year, month, day);
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
