namespace Pricing.Pipeline.MarketData.JQuants;

/// <summary>
/// From J-Quants' adjustment factor, old shares over new ones as a rounded decimal, to the split itself: 0.005 is 1:200.
/// </summary>
public static class SplitFactor
{
    private const int MostShares = 10_000;
    private const int FewestDigits = 6;

    /// <summary>The split that a factor stands for.</summary>
    /// <param name="factor">The factor as written; 1 for no split.</param>
    /// <returns>
    /// New shares per old one, or null for 1. Where the factor's reciprocal ends, it is that. Where it does not, as for
    /// 0.3333333333, it is the simplest fraction that the factor is the rounding of, if at least six digits say so;
    /// else <see cref="ReasonCode.FeedMalformed"/>, since a guess would be worth nothing.
    /// </returns>
    public static Outcome<Ratio?> NewPerOld(decimal factor)
    {
        if (factor == 1m)
            return (Ratio?)null;
        if (factor <= 0m || factor > MostShares)
            return Refusal(factor);

        // 28 digits hold every reciprocal that ends and could be a split; the product is exact only for those.
        var reciprocal = DecimalText.Trim(decimal.Round(1m / factor, 12));
        if (reciprocal <= MostShares && reciprocal * factor == 1m)
            return (Ratio?)Ratio.FromDecimal(reciprocal);
        return Simplest(factor) is { } ratio ? (Ratio?)ratio : Refusal(factor);
    }

    // The first fraction on the way down the Stern-Brocot tree that rounds to the factor is the simplest one.
    private static Ratio? Simplest(decimal factor)
    {
        var digits = DecimalText.Trim(factor).Scale;
        if (digits < FewestDigits)
            return null;

        var (lowOld, lowNew, highOld, highNew) = (0, 1, 1, 0);
        while (true)
        {
            var (old, @new) = (lowOld + highOld, lowNew + highNew);
            if (old > MostShares || @new > MostShares)
                return null;
            var quotient = (decimal)old / @new;
            if (decimal.Round(quotient, digits, MidpointRounding.AwayFromZero) == factor
                || decimal.Round(quotient, digits, MidpointRounding.ToZero) == factor)
            {
                return @new % old == 0 ? Ratio.FromDecimal(@new / old) : new Ratio(@new, old);
            }

            if (quotient < factor)
                (lowOld, lowNew) = (old, @new);
            else
                (highOld, highNew) = (old, @new);
        }
    }

    private static Failure Refusal(decimal factor) => new(
        ReasonCode.FeedMalformed, "AdjFactor", DecimalText.Of(factor), "not the factor of a split of whole shares");
}
