namespace Pricing.Dividends;

/// <summary>The ratio of a split that a feed states as a factor on the prices before it.</summary>
public static class SplitRatio
{
    private const int ExactDigits = 4;

    private const int MostDecimals = 20;

    private const decimal Least = 0.000001m;

    private const decimal Most = 1_000_000m;

    private const decimal WithoutTrailingZeros = 1.0000000000000000000000000000m;

    /// <summary>
    /// New shares per old one: the reciprocal of the factor. A factor of few digits, or whose reciprocal has few, is
    /// taken as written (0.005 is 1:200, 0.00125 is 1:800). A longer one was rounded by the feed, and the simplest
    /// fraction that rounds to it is taken: 0.333333 is 1:3 and not 1:3.000003.
    /// </summary>
    /// <param name="priceFactor">What the feed multiplies earlier prices by, from one millionth to a million.</param>
    /// <returns>The ratio, or <see cref="ReasonCode.InvalidField"/> for a factor out of range.</returns>
    public static Outcome<Ratio> FromPriceFactor(decimal priceFactor)
    {
        if (priceFactor is < Least or > Most)
            return Invalid.Field("split_factor", priceFactor, $"must be in {Text.Of(Least)}..{Text.Of(Most)}");

        var factor = decimal.Round(priceFactor, MostDecimals) / WithoutTrailingZeros;
        var reciprocal = Ratio.FromDecimal(1m).Over(factor);
        if (SignificantDigits(factor) <= ExactDigits || SignificantDigits(1 / factor) <= ExactDigits)
            return reciprocal;

        var halfUnit = new decimal(5, 0, 0, false, (byte)(factor.Scale + 1));
        return Ratio.FromDecimal(1m).Over(Simplest(factor - halfUnit, factor + halfUnit));
    }

    // The fraction of least denominator between two bounds: down the Stern-Brocot tree by continued fractions.
    private static Ratio Simplest(Ratio low, Ratio high)
    {
        var whole = low.Ceiling();
        if (high.Compare(whole) >= 0)
            return whole;

        var floor = low.Floor();
        var rest = Simplest(
            Ratio.FromDecimal(1m).Over(high.Minus(floor)),
            Ratio.FromDecimal(1m).Over(low.Minus(floor)));
        return Ratio.FromDecimal(1m).Over(rest).Plus(floor);
    }

    private static int SignificantDigits(decimal value) =>
        Text.Of(value).Replace(".", "", StringComparison.Ordinal).Trim('0').Length;
}
