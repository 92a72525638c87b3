using System.Globalization;

namespace Pricing.Files.Workbooks;

/// <summary>Numbers of cells as text: the decimal of at most 15 digits that a spreadsheet shows, or the date.</summary>
internal static class CellNumber
{
    private const int DayThatNeverWas = 60;
    private const int DaysFrom1900To1904 = 1462;
    private const double SecondsOfDay = 86_400;

    public static string Text(string raw, CellFormat format, bool isFrom1904)
    {
        if (!double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return raw;
        return format switch
        {
            CellFormat.Date => Date(number, isFrom1904) ?? Decimal(number),
            CellFormat.Percent => Percentage(number),
            _ => Decimal(number),
        };
    }

    private static string Decimal(double number) =>
        TryDecimal(number, out var value, out var text) ? value.ToString(CultureInfo.InvariantCulture) : text;

    private static string Percentage(double number) =>
        TryDecimal(number, out var value, out var text) && Math.Abs(value) < 1_000_000_000m
            ? (100 * value).ToString("0.############################", CultureInfo.InvariantCulture) + "%"
            : text;

    private static bool TryDecimal(double number, out decimal value, out string text)
    {
        text = number.ToString("G15", CultureInfo.InvariantCulture);
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    // Day 60 is the 29 February 1900 that never was.
    private static string? Date(double serial, bool isFrom1904)
    {
        serial = isFrom1904 ? serial + DaysFrom1900To1904 : serial < DayThatNeverWas ? serial + 1 : serial;
        var seconds = Math.Round(serial * SecondsOfDay);
        if (seconds is < 2 * SecondsOfDay or >= 2_958_466 * SecondsOfDay)
            return null;
        var moment = DateTime.FromOADate(0).AddSeconds(seconds);
        var day = moment.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return moment.TimeOfDay == TimeSpan.Zero ? day : $"{day} {moment.ToString("HH:mm:ss", CultureInfo.InvariantCulture)}";
    }
}
