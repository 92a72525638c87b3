namespace Pricing.Dividends;

/// <summary>
/// From the factor that a feed or a file states, often a rounded decimal, to the split itself: 0.005 old shares for a new one
/// is 1:200.
/// </summary>
public static class SplitFactor
{
    private const int MostShares = 10_000;
    private const int MostSharesOfAShortFactor = 50;
    private const int FewestDigits = 6;

    /// <summary>The split that a factor on earlier prices stands for, old shares for one new share.</summary>
    /// <param name="factor">The factor as written; 1 for no split.</param>
    /// <returns>New shares per old one, or null for 1; else as <see cref="FromNewPerOld"/>.</returns>
    public static Outcome<Ratio?> NewPerOld(decimal factor) => Read("AdjFactor", factor, inverts: true);

    /// <summary>The split that a number of new shares for one old share stands for.</summary>
    /// <param name="newPerOld">The number as written; 1 for no split.</param>
    /// <returns>
    /// New shares per old one, or null for 1. A whole number and one over a whole number are exact, up to 10,000. Of at least
    /// six decimals it is the simplest fraction within one unit of the last (0.333333 is 1/3); of fewer the fraction that it
    /// is, where both terms are at most 50 (1.05 is 21/20). Anything else is <see cref="ReasonCode.FeedMalformed"/>, since
    /// 0.333 may be anything.
    /// </returns>
    public static Outcome<Ratio?> FromNewPerOld(decimal newPerOld) => Read("SplitFactor", newPerOld, inverts: false);

    /// <summary>The split of stated numbers of shares.</summary>
    /// <param name="newShares">New shares, above 0.</param>
    /// <param name="oldShares">Old shares, above 0.</param>
    /// <returns>New shares per old one in lowest terms; null where the numbers are equal.</returns>
    public static Ratio? Of(decimal newShares, decimal oldShares)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(newShares);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(oldShares);
        return newShares == oldShares ? null : Ratio.FromDecimal(newShares).Over(oldShares);
    }

    private static Outcome<Ratio?> Read(string field, decimal factor, bool inverts)
    {
        if (factor == 1m)
            return (Ratio?)null;
        if (factor <= 0m || factor > MostShares || Fraction(factor) is not var (numerator, denominator))
        {
            return new Failure(
                ReasonCode.FeedMalformed, field, DecimalText.Of(factor), "not the factor of a split of whole shares");
        }

        return inverts ? Of(denominator, numerator) : Of(numerator, denominator);
    }

    private static (int Numerator, int Denominator)? Fraction(decimal written)
    {
        var factor = DecimalText.Trim(written);
        if (factor.Scale == 0)
            return ((int)factor, 1);
        var reciprocal = decimal.Round(1m / factor);
        if (reciprocal <= MostShares && reciprocal * factor == 1m)
            return (1, (int)reciprocal);
        if (factor.Scale >= FewestDigits)
            return Simplest(factor, MostShares, Unit(factor.Scale));

        // The sixth decimal of 10/21 is a 0. Zeros alone make no more of 0.333 than it is.
        return Simplest(factor, MostSharesOfAShortFactor, written.Scale >= FewestDigits ? Unit(written.Scale) : 0m);
    }

    private static decimal Unit(int decimals) => new(1, 0, 0, false, (byte)decimals);

    // The first fraction on the way down the Stern-Brocot tree that is near enough is the simplest one.
    private static (int Numerator, int Denominator)? Simplest(decimal factor, int most, decimal tolerance)
    {
        var (lowOver, lowUnder, highOver, highUnder) = (0, 1, 1, 0);
        while (true)
        {
            var (over, under) = (lowOver + highOver, lowUnder + highUnder);
            if (over > most || under > most)
                return null;

            var distance = (decimal)over / under - factor;
            if (Math.Abs(distance) <= tolerance)
                return (over, under);
            if (distance < 0)
                (lowOver, lowUnder) = (over, under);
            else
                (highOver, highUnder) = (over, under);
        }
    }
}
