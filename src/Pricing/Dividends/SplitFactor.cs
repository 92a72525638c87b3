namespace Pricing.Dividends;

/// <summary>
/// From the factor by which a feed adjusts earlier prices, old shares over new ones as a rounded decimal, to the split
/// itself: 0.005 is 1:200.
/// </summary>
public static class SplitFactor
{
    private const int MostShares = 10_000;
    private const int MostSharesOfAShortFactor = 20;
    private const int FewestDigits = 6;
    private const int MostDecimals = 12;

    /// <summary>The split that a factor stands for.</summary>
    /// <param name="factor">The factor as written; 1 for no split.</param>
    /// <returns>
    /// New shares per old one, or null for 1. Where the factor's reciprocal ends, it is that. Where it does not, it is
    /// the simplest fraction that the factor is the rounding of, if either at least six decimals say so (0.3333333333)
    /// or the factor is that fraction and neither term is above 20 (3 for three into one); else
    /// <see cref="ReasonCode.FeedMalformed"/>, since 0.333 may be anything.
    /// </returns>
    public static Outcome<Ratio?> NewPerOld(decimal factor)
    {
        if (factor == 1m)
            return (Ratio?)null;
        if (factor <= 0m || factor > MostShares)
            return Refusal(factor);

        var reciprocal = DecimalText.Trim(decimal.Round(1m / factor, MostDecimals));
        if (reciprocal <= MostShares && reciprocal * factor == 1m)
            return (Ratio?)Ratio.FromDecimal(reciprocal);
        return Simplest(factor) is { } ratio ? (Ratio?)ratio : Refusal(factor);
    }

    // The first fraction on the way down the Stern-Brocot tree that rounds to the factor is the simplest one.
    private static Ratio? Simplest(decimal factor)
    {
        var decimals = DecimalText.Trim(factor).Scale;
        var most = decimals < FewestDigits ? MostSharesOfAShortFactor : MostShares;
        var (lowOld, lowNew, highOld, highNew) = (0, 1, 1, 0);
        while (true)
        {
            var (old, @new) = (lowOld + highOld, lowNew + highNew);
            if (old > most || @new > most)
                return null;

            var quotient = (decimal)old / @new;
            if (decimals < FewestDigits ? quotient == factor : IsWrittenAs(quotient, factor, decimals))
                return Exact(@new, old);
            if (quotient < factor)
                (lowOld, lowNew) = (old, @new);
            else
                (highOld, highNew) = (old, @new);
        }
    }

    private static bool IsWrittenAs(decimal quotient, decimal factor, int decimals) =>
        decimal.Round(quotient, decimals, MidpointRounding.AwayFromZero) == factor
        || decimal.Round(quotient, decimals, MidpointRounding.ToZero) == factor;

    private static Ratio Exact(int @new, int old)
    {
        var quotient = DecimalText.Trim(decimal.Round((decimal)@new / old, MostDecimals));
        return quotient * old == @new ? Ratio.FromDecimal(quotient) : new Ratio(@new, old);
    }

    private static Failure Refusal(decimal factor) => new(
        ReasonCode.FeedMalformed, "AdjFactor", DecimalText.Of(factor), "not the factor of a split of whole shares");
}
