using Pricing.Files.Characters;

namespace Pricing.Files.Dates;

/// <summary>Dates as people and their programs write them; what can be read in two ways is refused.</summary>
public static class WrittenDate
{
    private const string NoDate = "is not a date such as 2013-07-11";

    // As DayOfWeek counts them.
    private const string Weekdays = "日月火水木金土";

    private const int MonthsOfYear = 12;

    // The days that a spreadsheet counts from 1900, of 1954 to 2119.
    private const int FirstSerial = 20_000;
    private const int LastSerial = 80_000;

    /// <summary>Reads a date.</summary>
    /// <param name="field">
    /// <c>2013-07-11</c>, <c>2013/7/11</c>, <c>20130711</c>, <c>2013年7月11日</c>, <c>平成25年7月11日</c>, <c>H25.7.11</c>,
    /// <c>R元.5.8</c>, <c>Jul 11, 2013</c>; midnight may stand behind it, with or without a zone.
    /// </param>
    /// <param name="date">The date.</param>
    /// <returns>Null; or what is wrong, as a sentence that says what to do.</returns>
    public static string? Read(ReadOnlySpan<char> field, out DateOnly date)
    {
        if (TryPlain(field, out date))
            return null;
        var text = Invisible.Trim(field);
        if (text.Length > 64)
            return NoDate;
        if (Invisible.FirstIn(text) is { } hidden)
            return $"holds {hidden} inside, which cannot be seen; take it out";
        return ReadAll(Width.Folded(text), out date);
    }

    // 2013-07-11 and 2013/07/11, as nearly every file has them.
    private static bool TryPlain(ReadOnlySpan<char> text, out DateOnly date)
    {
        date = default;
        if (text.Length != 10 || text[4] is not ('-' or '/') || text[7] != text[4])
            return false;
        return TryNumber(text[..4], out var year) && TryNumber(text[5..7], out var month) && TryNumber(text[8..], out var day)
            && TryDate(year, month, day, out date);
    }

    private static string? ReadAll(ReadOnlySpan<char> text, out DateOnly date)
    {
        date = default;
        var time = text.IndexOfAny('T', ' ');
        if (time >= 8 && char.IsAsciiDigit(text[time - 1]) && text[(time + 1)..].Contains(':'))
        {
            if (!IsMidnight(text[(time + 1)..].Trim()))
                return "has a time of day other than midnight; write the date alone";
            text = text[..time];
        }

        if (ReadBare(WithoutWeekday(text, out var stated), out date) is { } wrong)
            return wrong;
        var weekday = Weekdays[(int)date.DayOfWeek];
        if (stated is null || stated == weekday)
            return null;
        date = default;
        return $"is a {weekday}, not a {stated}; correct the date or the day of the week";
    }

    private static string? ReadBare(ReadOnlySpan<char> text, out DateOnly date)
    {
        date = default;
        if (text.Length == 8 && TryNumber(text, out var digits))
            return TryDate(digits / 10000, digits / 100 % 100, digits % 100, out date) ? null : NoDate;
        if (text.Length == 5 && TryNumber(text, out var serial) && serial is >= FirstSerial and <= LastSerial)
            return $"{NoDate}; it may be the serial number of one: format the column as a date";
        if (EraYear.TryStart(text, out var firstYear, out var rest))
            return ReadEra(rest, firstYear, out date);
        if (text.ContainsAnyInRange('A', 'Z') || text.ContainsAnyInRange('a', 'z'))
            return ReadMonthName(text, out date);
        return ReadNumbers(text, out date);
    }

    private static string? ReadNumbers(ReadOnlySpan<char> text, out DateOnly date)
    {
        date = default;
        if (!TryParts(text, out var first, out var month, out var day, out var isYearFirst))
            return NoDate;
        if (isYearFirst)
            return TryDate(first, month, day, out date) ? null : NoDate;
        return day <= 99 ? "has a year of two digits; write it as 2013-07-11"
            : first > MonthsOfYear || month > MonthsOfYear ? "does not begin with the year; write it as 2013-07-11"
            : "can be read as month and day or as day and month; write it as 2013-07-11";
    }

    private static string? ReadEra(ReadOnlySpan<char> rest, int firstYear, out DateOnly date)
    {
        date = default;
        rest = rest.TrimStart('.').TrimStart();
        var isFirst = rest.StartsWith("元");
        if (isFirst)
            rest = string.Concat("1", rest[1..]);
        return TryParts(rest, out var year, out var month, out var day, out _) && year is >= 1 and <= 99
            && TryDate(firstYear + year - 1, month, day, out date)
                ? null
                : NoDate;
    }

    private static string? ReadMonthName(ReadOnlySpan<char> text, out DateOnly date)
    {
        date = default;
        Span<Range> ranges = stackalloc Range[4];
        var count = text.SplitAny(ranges, " ,-./", StringSplitOptions.RemoveEmptyEntries);
        if (count != 3)
            return NoDate;
        var first = text[ranges[0]];
        var second = text[ranges[1]];
        var third = text[ranges[2]];
        var month = MonthName.Number(first);
        var dayText = second;
        if (month == 0)
        {
            month = MonthName.Number(second);
            dayText = first;
        }

        if (month == 0 || !TryNumber(third, out var year) || !TryNumber(dayText, out var day))
            return NoDate;
        if (third.Length != 4)
            return "has a year of two digits; write it as 2013-07-11";
        return TryDate(year, month, day, out date) ? null : NoDate;
    }

    // Three numbers between the same marks, or before 年, 月 and 日.
    private static bool TryParts(ReadOnlySpan<char> text, out int first, out int second, out int third, out bool isYearFirst)
    {
        (first, second, third) = (0, 0, 0);
        isYearFirst = false;
        var one = text.IndexOfAny("-/.年");
        if (one <= 0)
            return false;
        var isKanji = text[one] == '年';
        if (isKanji && text[^1] == '日')
            text = text[..^1];
        var two = text[(one + 1)..].IndexOf(isKanji ? '月' : text[one]) + one + 1;
        if (two <= one)
            return false;
        isYearFirst = one == 4;
        return TryNumber(text[..one], out first) && TryNumber(text[(one + 1)..two].Trim(), out second)
            && TryNumber(text[(two + 1)..].Trim(), out third);
    }

    private static ReadOnlySpan<char> WithoutWeekday(ReadOnlySpan<char> text, out char? weekday)
    {
        weekday = text is [.., '(', var day, ')'] && Weekdays.Contains(day, StringComparison.Ordinal) ? day : null;
        return weekday is null ? text : text[..^3].TrimEnd();
    }

    private static bool IsMidnight(ReadOnlySpan<char> time)
    {
        var zone = time.IndexOfAny('+', '-', 'Z');
        var clock = (zone < 0 ? time : time[..zone]).TrimEnd();
        return clock is "0:00" or "00:00" or "0:00:00" or "00:00:00"
            || (clock.StartsWith("00:00:00.") && !clock[9..].ContainsAnyExcept('0'))
            ? zone < 0 || IsZone(time[zone..])
            : false;
    }

    private static bool IsZone(ReadOnlySpan<char> zone) =>
        zone is "Z" || (zone.Length is 5 or 6 && !zone[1..].ContainsAnyExceptInRange('0', ':'));

    private static bool TryNumber(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        foreach (var character in text)
        {
            var digit = (uint)(character - '0');
            if (digit > 9)
                return false;
            number = 10 * number + (int)digit;
        }

        return text.Length is > 0 and <= 8;
    }

    private static bool TryDate(int year, int month, int day, out DateOnly date)
    {
        date = default;
        if (year is < 1868 or > 2999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        date = new(year, month, day);
        return true;
    }
}
