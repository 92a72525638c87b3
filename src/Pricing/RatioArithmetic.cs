using System.Numerics;

namespace Pricing;

/// <summary>
/// Exact arithmetic on ratios. Results are in lowest terms: a decimal over one where the quotient ends
/// (18.75, not 75/4), else two whole numbers. Only where a decimal can hold neither is the quotient rounded, to as many
/// digits as a decimal holds.
/// </summary>
internal static class RatioArithmetic
{
    private const int MostDecimals = 28;

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
        if (ShortFraction.TryOf(left, out var first) && ShortFraction.TryOf(right, out var second)) return first.CompareTo(second);

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
        ShortFraction.TryOf(left, out var first) && ShortFraction.TryOf(right, out var second) ? ShortFraction.InLowestTerms(first.Plus(second)) : null;

    private static Ratio? ShortProduct(Ratio left, Ratio right) =>
        ShortFraction.TryOf(left, out var first) && ShortFraction.TryOf(right, out var second) ? ShortFraction.InLowestTerms(first.Times(second)) : null;

    private static Ratio? ShortQuotient(Ratio left, Ratio right) =>
        right.Numerator != 0m && ShortFraction.TryOf(left, out var first) && ShortFraction.TryOf(right, out var second)
            ? ShortFraction.InLowestTerms(first.Times(second.Inverse()))
            : null;

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
