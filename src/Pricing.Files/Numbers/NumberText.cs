using System.Buffers;
using System.Globalization;
using Pricing.Files.Characters;

namespace Pricing.Files.Numbers;

/// <summary>Numbers as people and their programs write them, read to the last digit or refused.</summary>
internal static class NumberText
{
    private const int MostDigitsOfLong = 18;
    private const string NoNumber = "is not a number";

    private static readonly SearchValues<char> Allowed = SearchValues.Create("0123456789,.");

    /// <summary>Reads a number.</summary>
    /// <param name="field">The field.</param>
    /// <param name="form">What may stand in it.</param>
    /// <param name="number">The number.</param>
    /// <returns>Null; or what is wrong, as a sentence that says what to do.</returns>
    public static string? Read(ReadOnlySpan<char> field, NumberForm form, out decimal number)
    {
        if (form.Mark == DecimalMark.Point && form.Percent != PercentSign.Implied && TryPlain(field, out number))
            return null;
        return ReadAll(field, form, out number);
    }

    // Nearly every number of a large file is a few digits and at most one point.
    private static bool TryPlain(ReadOnlySpan<char> field, out decimal number)
    {
        number = 0;
        if (field.IsEmpty || field.Length > MostDigitsOfLong)
            return false;
        var value = 0L;
        var point = -1;
        for (var i = 0; i < field.Length; i++)
        {
            var digit = (uint)(field[i] - '0');
            if (digit <= 9)
                value = 10 * value + digit;
            else if (field[i] == '.' && point < 0 && i > 0)
                point = i;
            else
                return false;
        }

        if (point < 0)
        {
            number = value;
            return true;
        }

        number = new((int)value, (int)(value >> 32), 0, false, (byte)(field.Length - point - 1));
        return point < field.Length - 1;
    }

    private static string? ReadAll(ReadOnlySpan<char> field, NumberForm form, out decimal number)
    {
        number = 0;
        var text = Invisible.Trim(field);
        if (Invisible.FirstIn(text) is { } hidden)
            return $"holds {hidden} inside, which cannot be seen; take it out";
        text = Width.Folded(text);

        var scale = 0;
        var unit = UnitText.Take(ref text);
        if (form.AllowsSuffix)
            scale = unit?.Power ?? 0;
        var isPercentage = text.EndsWith("%");
        if (isPercentage && form.Percent == PercentSign.Refused)
            return "is a percentage; a plain number is wanted here";
        if (isPercentage)
            text = text[..^1].TrimEnd();
        if (form.Percent == PercentSign.Implied || (isPercentage && form.Percent == PercentSign.Fraction))
            scale -= 2;
        if (form.AllowsSuffix && !text.IsEmpty && Suffix(text[^1]) is var power and > 0)
        {
            scale += power;
            text = text[..^1].TrimEnd();
        }

        var isNegative = text.StartsWith("-");
        if (isNegative || text.StartsWith("+"))
            text = text[1..];
        return Digits(text, form, scale, isNegative, out number) is { } wrong
            ? wrong == NoNumber ? $"{wrong}{NumberHint.Of(field)}" : wrong
            : unit?.Against(form.Unit, form.AllowsSuffix);
    }

    /// <summary>The unit that stands at a number.</summary>
    public static NumberUnit UnitOf(ReadOnlySpan<char> field)
    {
        var text = Width.Folded(Invisible.Trim(field));
        return UnitText.Take(ref text)?.Unit ?? NumberUnit.None;
    }

    /// <summary>Whether what stands behind a number multiplies it: <c>1.2K</c>, <c>3千株</c>.</summary>
    public static bool IsMultiplied(ReadOnlySpan<char> field)
    {
        var text = Width.Folded(Invisible.Trim(field));
        return UnitText.Take(ref text)?.Power > 0 || (!text.IsEmpty && Suffix(text[^1]) > 0);
    }

    private static int Suffix(char character) => char.ToUpperInvariant(character) switch
    {
        'K' => 3,
        'M' => 6,
        'B' => 9,
        _ => 0,
    };

    private static string? Digits(ReadOnlySpan<char> text, NumberForm form, int scale, bool isNegative, out decimal number)
    {
        number = 0;
        var exponent = text.IndexOfAny('e', 'E');
        if (exponent >= 0)
        {
            if (!IsNumber(text[..exponent]) || !int.TryParse(
                text[(exponent + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var power))
                return NoNumber;
            if (!form.AllowsExponent)
                return "has an exponent; write all its digits";
            if (Math.Abs(power) > 100)
                return "is out of range";
            scale += power;
            text = text[..exponent];
        }

        var decimalMark = form.Mark == DecimalMark.Comma ? ',' : '.';
        var groupMark = form.Mark == DecimalMark.Comma ? '.' : ',';
        var mark = text.IndexOf(decimalMark);
        var whole = mark < 0 ? text : text[..mark];
        var decimals = mark < 0 ? default : text[(mark + 1)..];
        if (!decimals.IsEmpty && decimals.ContainsAnyExceptInRange('0', '9'))
            return IsNumber(text) ? Misplaced(decimalMark) : NoNumber;
        if (whole.Contains(groupMark))
        {
            if (!IsNumber(text))
                return NoNumber;
            if (!AreGroups(whole, groupMark))
                return Misplaced(groupMark);
        }
        else if (whole.ContainsAnyExceptInRange('0', '9') || whole.Length + decimals.Length == 0)
        {
            return NoNumber;
        }

        return Exact(whole, decimals, scale, isNegative, out number);
    }

    private static string Misplaced(char mark) => mark == ','
        ? "has a comma that parts no groups of three digits; write the decimals after a point"
        : "has a point that parts no groups of three digits, while its column writes decimals after a comma";

    private static bool IsNumber(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(Allowed);

    /// <summary>Whether a mark parts digits into groups of three, <c>1,234,567</c>.</summary>
    internal static bool AreGroups(ReadOnlySpan<char> whole, char mark)
    {
        var first = whole.IndexOf(mark);
        if (first is 0 or > 3 || whole[0] == '0')
            return false;
        for (var i = first; i < whole.Length; i += 4)
        {
            if (whole[i] != mark || i + 4 > whole.Length || whole.Slice(i + 1, 3).ContainsAnyExceptInRange('0', '9'))
                return false;
        }

        return true;
    }

    // Every digit counts: a number of more digits than a decimal holds is refused, never rounded.
    private static string? Exact(
        ReadOnlySpan<char> whole, ReadOnlySpan<char> decimals, int scale, bool isNegative, out decimal number)
    {
        const string tooLong = "has more digits than the 28 that a decimal holds";
        number = 0;
        Span<char> digits = stackalloc char[64];
        var count = 0;
        foreach (var part in (ReadOnlySpan<int>)[0, 1])
        {
            foreach (var character in part == 0 ? whole : decimals)
            {
                if (!char.IsAsciiDigit(character) || (count == 0 && character == '0'))
                    continue;
                if (count == digits.Length)
                    return tooLong;
                digits[count++] = character;
            }
        }

        var power = scale - decimals.Length;
        while (count > 0 && digits[count - 1] == '0' && power < 0 && (count > 28 || power < -28))
        {
            count--;
            power++;
        }

        if (count == 0)
            return null;
        for (; power > 0; power--)
        {
            if (count == digits.Length)
                return tooLong;
            digits[count++] = '0';
        }

        if (power < -28 || count > 29 || !decimal.TryParse(digits[..count], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            return tooLong;
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        number = new(bits[0], bits[1], bits[2], isNegative, (byte)-power);
        return null;
    }
}
