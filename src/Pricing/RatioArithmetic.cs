using System.Numerics;

namespace Pricing;

/// <summary>
/// Exact arithmetic on ratios. Results are in lowest terms: a decimal over one where the quotient ends
/// (18.75, not 75/4), else two whole numbers. Short ones are reckoned in 128 bits (<see cref="ShortFraction"/>), others in numbers of any length. Only where a decimal can hold neither is the quotient rounded, to as many
/// digits as a decimal holds.
/// </summary>
internal static class RatioArithmetic
{
    internal const int MostDecimals = 28;

    public static Ratio Plus(this Ratio left, Ratio right) => ShortSum(left, right) ?? Simplest(SumOf(left, right));

    /// <summary>The sum; null where no ratio of decimals holds it exactly.</summary>
    public static Ratio? TryPlus(this Ratio left, Ratio right) => ShortSum(left, right) ?? Exactly(SumOf(left, right));

    public static Ratio Times(this Ratio left, Ratio right) => ShortProduct(left, right) ?? Simplest(ProductOf(left, right));

    /// <summary>The product; null where no ratio of decimals holds it exactly.</summary>
    public static Ratio? TryTimes(this Ratio left, Ratio right) => ShortProduct(left, right) ?? Exactly(ProductOf(left, right));

    /// <exception cref="DivideByZeroException">The divisor is zero.</exception>
    public static Ratio Over(this Ratio left, Ratio right) => ShortQuotient(left, right) ?? Simplest(ProductOf(left, Inverse(right)));

    /// <summary>The quotient; null where no ratio of decimals holds it exactly, or the divisor is zero.</summary>
    public static Ratio? TryOver(this Ratio left, Ratio right) =>
        right.Numerator == 0m ? null : ShortQuotient(left, right) ?? Exactly(ProductOf(left, Inverse(right)));

    public static Ratio Minus(this Ratio left, Ratio right) => left.Plus(right.Times(-1m));

    public static int Compare(this Ratio left, Ratio right)
    {
        if (AreShort(left, right, out var first, out var second)) return first.CompareTo(second);

        var (a, b) = (Fraction.Of(left), Fraction.Of(right));
        return (a.Numerator * b.Denominator).CompareTo(b.Numerator * a.Denominator);
    }

    /// <summary>The greatest whole number that is not above the ratio.</summary>
    public static decimal Floor(this Ratio ratio) => (decimal)WholeBelow(ratio);

    /// <summary>As <see cref="Floor"/>; null where no decimal holds it.</summary>
    public static decimal? FloorOrNull(this Ratio ratio) =>
        WholeBelow(ratio) is var whole && Fits(whole) ? (decimal)whole : null;

    private static BigInteger WholeBelow(Ratio ratio)
    {
        var fraction = Fraction.Of(ratio);
        var quotient = BigInteger.DivRem(fraction.Numerator, fraction.Denominator, out var remainder);
        return remainder.Sign < 0 ? quotient - 1 : quotient;
    }

    /// <summary>The smallest whole number that is not below the ratio; null where no decimal holds it.</summary>
    public static decimal? CeilingOrNull(this Ratio ratio) => -new Ratio(-ratio.Numerator, ratio.Denominator).FloorOrNull();

    private static Ratio? ShortSum(Ratio left, Ratio right) =>
        AreShort(left, right, out var first, out var second) ? ShortFraction.InLowestTerms(first.Plus(second)) : null;

    private static Ratio? ShortProduct(Ratio left, Ratio right) =>
        AreShort(left, right, out var first, out var second) ? ShortFraction.InLowestTerms(first.Times(second)) : null;

    private static Ratio? ShortQuotient(Ratio left, Ratio right) =>
        right.Numerator != 0m && AreShort(left, right, out var first, out var second) ? ShortFraction.InLowestTerms(first.Times(second.Inverse())) : null;

    private static bool AreShort(Ratio left, Ratio right, out ShortFraction first, out ShortFraction second)
    {
        second = default;
        return ShortFraction.TryOf(left, out first) && ShortFraction.TryOf(right, out second);
    }

    private static Ratio Inverse(Ratio ratio) => new(ratio.Denominator, ratio.Numerator);

    private static Fraction SumOf(Ratio left, Ratio right)
    {
        var (a, b) = (Fraction.Of(left), Fraction.Of(right));
        return new(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator);
    }

    private static Fraction ProductOf(Ratio left, Ratio right)
    {
        var (a, b) = (Fraction.Of(left), Fraction.Of(right));
        return new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);
    }

    private static Ratio Simplest(Fraction fraction) => Exactly(fraction) ?? Rounded(fraction);

    private static Ratio? Exactly(Fraction fraction)
    {
        var (numerator, denominator) = fraction;
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        numerator /= divisor;
        denominator /= divisor;

        var scale = BigInteger.One;
        for (var decimals = 0; decimals <= MostDecimals; decimals++, scale *= 10)
        {
            var scaled = BigInteger.DivRem(numerator * scale, denominator, out var remainder);
            if (remainder.IsZero && Fits(scaled))
                return Ratio.FromDecimal((decimal)scaled / (decimal)scale);
        }

        return Fits(numerator) && Fits(denominator) ? new Ratio((decimal)numerator, (decimal)denominator) : null;
    }

    private static decimal Rounded(Fraction fraction)
    {
        var (numerator, denominator) = fraction;
        for (var decimals = MostDecimals; decimals > 0; decimals--)
        {
            var scale = BigInteger.Pow(10, decimals);
            var scaled = numerator * scale / denominator;
            if (Fits(scaled))
                return (decimal)scaled / (decimal)scale;
        }

        return (decimal)(numerator / denominator);
    }

    private static bool Fits(BigInteger value) => BigInteger.Abs(value) <= (BigInteger)decimal.MaxValue;

    private readonly record struct Fraction(BigInteger Numerator, BigInteger Denominator)
    {
        public static Fraction Of(Ratio ratio)
        {
            var (numerator, below) = Whole(ratio.Numerator);
            var (denominator, above) = Whole(ratio.Denominator);
            return new(numerator * above, denominator * below);
        }

        private static (BigInteger Digits, BigInteger PowerOfTen) Whole(decimal value)
        {
            var scale = BigInteger.Pow(10, value.Scale);
            Span<int> bits = stackalloc int[4];
            decimal.GetBits(value, bits);
            var digits = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
            return (decimal.IsNegative(value) ? -digits : digits, scale);
        }
    }
}

/// <summary>
/// A quotient of whole numbers of 64 bits, as nearly all ratios of the terms and the market are. What is made of two of them fits 128
/// bits; what does not is left to numbers of any length.
/// </summary>
/// <param name="Numerator">The numerator.</param>
/// <param name="Denominator">The denominator.</param>
internal readonly record struct ShortFraction(long Numerator, long Denominator)
{
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
        else if (rest == 1 && decimals <= RatioArithmetic.MostDecimals)
        {
            // A decimal may hold it, at a power of ten beyond 64 bits.
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

/// <summary>Arithmetic on amounts that is exact or says that a decimal does not hold the result.</summary>
internal static class ExactDecimal
{
    /// <summary>The product; null where no decimal holds it exactly.</summary>
    public static decimal? Times(decimal left, decimal right) => Ratio.FromDecimal(left).TryTimes(right).AsDecimal();

    /// <summary>The sum; null where no decimal holds it exactly.</summary>
    public static decimal? Sum(params ReadOnlySpan<decimal> terms)
    {
        Ratio? sum = Ratio.Zero;
        foreach (var term in terms) sum = sum?.TryPlus(term);
        return sum.AsDecimal();
    }

    /// <summary>The difference; null where no decimal holds it exactly.</summary>
    public static decimal? Minus(decimal left, decimal right) => Sum(left, -right);

    /// <summary>The ratio as a decimal; null where it is none.</summary>
    public static decimal? AsDecimal(this Ratio? ratio) => ratio is { Denominator: 1m } whole ? whole.Numerator : null;
}
