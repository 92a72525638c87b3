using System.Globalization;
using System.Runtime.CompilerServices;

namespace Pricing.Pipeline.Sealing;

/// <summary>Doubles as ECMAScript writes them (section 6.1.6.1.20 of ECMA-262), on which RFC 8785 rests.</summary>
internal static class CanonicalNumber
{
    private const int FirstExponent = 21;
    private const int LastLeadingZeros = 6;

    // The longest text of a double, as 1.7976931348623157E+308, has 23 characters.
    private const int Longest = 32;

    /// <summary>Appends a number to a text.</summary>
    /// <param name="json">The text.</param>
    /// <param name="number">The number.</param>
    /// <exception cref="NotSupportedException">A NaN or an infinity.</exception>
    public static void Append(ref DefaultInterpolatedStringHandler json, double number)
    {
        if (!double.IsFinite(number)) throw new NotSupportedException($"{number} has no canonical text.");
        if (number < 0) json.AppendLiteral("-");

        // The shortest digits that give the same double, as .NET has them: 0.00534, 1.5E-07, 1E+21.
        Span<char> written = stackalloc char[Longest];
        if (!Math.Abs(number).TryFormat(written, out var length, "R", CultureInfo.InvariantCulture))
            throw new InvalidOperationException($"{number:R} is longer than {Longest} characters.");

        ReadOnlySpan<char> text = written[..length];
        var mark = text.IndexOf('E');
        var exponent = mark < 0 ? 0 : int.Parse(text[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (mark >= 0) text = text[..mark];

        var before = text.IndexOf('.') is >= 0 and var point ? point : text.Length;
        Span<char> all = stackalloc char[Longest];
        text[..before].CopyTo(all);
        var after = text[before..].TrimStart('.');
        after.CopyTo(all[before..]);
        ReadOnlySpan<char> digits = all[..(before + after.Length)];
        var leading = digits.Length - digits.TrimStart('0').Length;
        AppendPlaced(ref json, digits.Trim('0'), before + exponent - leading);
    }

    /// <summary>Digits with the point after the first <paramref name="point"/> of them; no digits at all stand for zero.</summary>
    private static void AppendPlaced(ref DefaultInterpolatedStringHandler json, scoped ReadOnlySpan<char> digits, int point)
    {
        switch (point)
        {
            case var _ when digits.IsEmpty:
                json.AppendLiteral("0");
                break;
            case > 0 and <= FirstExponent when point >= digits.Length:
                json.AppendFormatted(digits);
                AppendZeros(ref json, point - digits.Length);
                break;
            case > 0 and <= FirstExponent:
                json.AppendFormatted(digits[..point]);
                json.AppendLiteral(".");
                json.AppendFormatted(digits[point..]);
                break;
            case > -LastLeadingZeros and <= 0:
                json.AppendLiteral("0.");
                AppendZeros(ref json, -point);
                json.AppendFormatted(digits);
                break;
            default:
                json.AppendFormatted(digits[..1]);
                if (digits.Length > 1) json.AppendLiteral(".");
                json.AppendFormatted(digits[1..]);
                json.AppendLiteral(point > 0 ? "e+" : "e");
                json.AppendFormatted(point - 1);
                break;
        }
    }

    private static void AppendZeros(ref DefaultInterpolatedStringHandler json, int count)
    {
        for (var zero = 0; zero < count; zero++) json.AppendLiteral("0");
    }
}
