using System.Globalization;
using System.Text;

namespace Pricing.Pipeline.MarketData.Normalised;

/// <summary>Takes the words of a line one after the other; words are separated by single blanks.</summary>
/// <param name="line">The line, in UTF-8.</param>
internal ref struct Words(ReadOnlySpan<byte> line)
{
    private const int DateDigits = 8;
    private const NumberStyles Decimals = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    private ReadOnlySpan<byte> rest = line;

    public readonly bool IsEmpty => rest.IsEmpty;

    public ReadOnlySpan<byte> Next()
    {
        if (rest.IsEmpty)
            throw new InvalidDataException("A line of stored market data ends too early.");
        var blank = rest.IndexOf((byte)' ');
        var word = blank < 0 ? rest : rest[..blank];
        rest = blank < 0 ? [] : rest[(blank + 1)..];
        return word;
    }

    public string NextText() => Encoding.UTF8.GetString(Next());

    public DateOnly NextDate() => Date(Next());

    public decimal? NextNumberOrDash()
    {
        var word = Next();
        return word is [(byte)'-'] ? null : Number(word);
    }

    public DateOnly? NextDateOrDash()
    {
        var word = Next();
        return word is [(byte)'-'] ? null : Date(word);
    }

    /// <summary>Takes a word that is one of two.</summary>
    /// <returns>Whether it is the first.</returns>
    public bool NextFlag(string yes, string no)
    {
        var word = Next();
        if (Ascii.Equals(word, yes))
            return true;
        return Ascii.Equals(word, no) ? false : throw Unreadable(word);
    }

    /// <summary>Takes a word <c>@7</c>, which names a source.</summary>
    public int NextSource()
    {
        var word = Next();
        return word is [(byte)'@', .. var number] ? Whole(number) : throw Unreadable(word);
    }

    public static DateOnly Date(ReadOnlySpan<byte> word)
    {
        var number = word.Length == DateDigits ? Whole(word) : -1;
        var (year, month, day) = (number / 10000, number / 100 % 100, number % 100);
        return year >= 1 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new(year, month, day)
            : throw Unreadable(word);
    }

    public static decimal Number(ReadOnlySpan<byte> word) =>
        decimal.TryParse(word, Decimals, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Unreadable(word);

    /// <summary>A price, which is above 0.</summary>
    public static decimal Price(ReadOnlySpan<byte> word) =>
        Number(word) is > 0 and var price ? price : throw Unreadable(word);

    public static int Whole(ReadOnlySpan<byte> word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Unreadable(word);

    public static Ratio Fraction(ReadOnlySpan<byte> word)
    {
        var slash = word.IndexOf((byte)'/');
        var ratio = slash < 0 ? Number(word) : new Ratio(Number(word[..slash]), Number(word[(slash + 1)..]));
        return ratio is { Numerator: > 0, Denominator: > 0 } ? ratio : throw Unreadable(word);
    }

    public static InvalidDataException Unreadable(ReadOnlySpan<byte> word) =>
        new($"Stored market data hold '{Encoding.UTF8.GetString(word[..Math.Min(word.Length, 40)])}' out of place.");
}
