using System.Numerics;

namespace Pricing;

/// <summary>
/// A quotient of whole numbers of 64 bits, as nearly all ratios of the terms and the market are. What is made of two of them fits 128
/// bits; what does not is left to numbers of any length.
/// </summary>
/// <param name="Numerator">The numerator.</param>
/// <param name="Denominator">The denominator.</param>
internal readonly record struct ShortFraction(long Numerator, long Denominator)
{
    private const int MostDecimals = 28;
    private const int SignShift = 31;
    private const int ScaleShift = 16;

    private static readonly long[] Powers = [.. Enumerable.Range(0, 19).Select(exponent => (long)BigInteger.Pow(10, exponent))];

    private static UInt128 LargestDecimal { get; } = (UInt128)decimal.MaxValue;

    /// <summary>A ratio as such a quotient, not in lowest terms.</summary>
    /// <param name="ratio">The ratio.</param>
    /// <param name="fraction">The quotient.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryOf(Ratio ratio, out ShortFraction fraction)
    {
        fraction = default;
        if (!TryTakeApart(ratio.Numerator, out var numerator, out var places) || !TryTakeApart(ratio.Denominator, out var denominator, out var placesBelow))
            return false;

        var more = places - placesBelow;
        if (Math.Abs(more) >= Powers.Length) return false;
        if (more > 0 && !TryTimes(denominator, Powers[more], out denominator)) return false;
        if (more < 0 && !TryTimes(numerator, Powers[-more], out numerator)) return false;

        fraction = new(numerator, denominator);
        return true;
    }

    /// <summary>Which of two quotients is the greater, their denominators above 0: negative for the other one.</summary>
    /// <param name="other">The other one.</param>
    public int CompareTo(ShortFraction other) =>
        ((Int128)Numerator * other.Denominator).CompareTo((Int128)other.Numerator * Denominator);

    /// <summary>The sum, neither in lowest terms.</summary>
    /// <param name="other">The other one.</param>
    public (Int128 Numerator, Int128 Denominator) Plus(ShortFraction other) =>
        (((Int128)Numerator * other.Denominator) + ((Int128)other.Numerator * Denominator), (Int128)Denominator * other.Denominator);

    /// <summary>The product, not in lowest terms.</summary>
    /// <param name="other">The other one.</param>
    public (Int128 Numerator, Int128 Denominator) Times(ShortFraction other) =>
        ((Int128)Numerator * other.Numerator, (Int128)Denominator * other.Denominator);

    /// <summary>The quotient turned upside down.</summary>
    public ShortFraction Inverse() => new(Denominator, Numerator);

    /// <summary>A quotient in lowest terms: a decimal over one where it ends, else two whole numbers.</summary>
    /// <param name="quotient">The quotient, its denominator not 0.</param>
    /// <returns>The ratio; null where whole numbers of 128 bits cannot tell it.</returns>
    public static Ratio? InLowestTerms((Int128 Numerator, Int128 Denominator) quotient)
    {
        var isNegative = quotient.Numerator != 0 && Int128.IsNegative(quotient.Numerator) != Int128.IsNegative(quotient.Denominator);
        var (numerator, denominator) = ((UInt128)Int128.Abs(quotient.Numerator), (UInt128)Int128.Abs(quotient.Denominator));
        var divisor = Divisor(numerator, denominator);
        (numerator, denominator) = (numerator / divisor, denominator / divisor);

        // It ends where nothing but twos and fives divides the denominator.
        var (twos, rest) = ((int)UInt128.TrailingZeroCount(denominator), denominator >> (int)UInt128.TrailingZeroCount(denominator));
        var fives = 0;
        while (rest % 5 == 0) (fives, rest) = (fives + 1, rest / 5);
        var decimals = Math.Max(twos, fives);
        if (rest == 1 && decimals < Powers.Length)
        {
            // Above 64 bits the product with a power of ten may be beyond 128.
            if (numerator > ulong.MaxValue) return null;

            var scaled = numerator * ((UInt128)Powers[decimals] / denominator);
            if (scaled <= LargestDecimal) return Ratio.FromDecimal(Signed(scaled, isNegative) / Powers[decimals]);
        }
        else if (rest == 1 && decimals <= MostDecimals)
        {
            return null;
        }

        return numerator <= LargestDecimal && denominator <= LargestDecimal ? new Ratio(Signed(numerator, isNegative), (decimal)denominator) : null;
    }

    private static decimal Signed(UInt128 digits, bool isNegative) => isNegative ? -(decimal)digits : (decimal)digits;

    private static UInt128 Divisor(UInt128 first, UInt128 second)
    {
        while (second > ulong.MaxValue) (first, second) = (second, first % second);
        if (second == 0) return first;

        var (a, b) = ((ulong)second, (ulong)(first % second));
        while (b != 0) (a, b) = (b, a % b);
        return a;
    }

    private static bool TryTakeApart(decimal value, out long digits, out int places)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        digits = ((long)bits[1] << 32) | (uint)bits[0];
        places = (bits[3] >> ScaleShift) & byte.MaxValue;
        if (bits[2] != 0 || digits < 0) return false;

        if (bits[3] >> SignShift != 0) digits = -digits;
        return true;
    }

    private static bool TryTimes(long number, long power, out long product)
    {
        var exact = (Int128)number * power;
        product = unchecked((long)exact);
        return product == exact;
    }
}
