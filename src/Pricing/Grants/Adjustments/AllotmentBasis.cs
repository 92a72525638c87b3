using Pricing.Actions;

namespace Pricing.Grants.Adjustments;

/// <summary>
/// The share basis of the terms before the allotment. Shares per right and X are stated as of a day, the allotment date or that of
/// a change of terms, so a price of an earlier date is brought to the basis of that day before the two are put together.
/// </summary>
public static class AllotmentBasis
{
    /// <summary>Shares on the basis of the terms for one share of a date's price.</summary>
    /// <param name="adjustments">The events of the share, in any order, ratios above 0.</param>
    /// <param name="statedAsOf">The day that the terms are stated as of.</param>
    /// <param name="date">The date of the price.</param>
    /// <returns>
    /// The ratio, 1 from the day of the terms on; <see cref="ReasonCode.NotDetermined"/> where an event between the two
    /// dates has no ratio.
    /// </returns>
    public static Outcome<Ratio> SharesForOne(
        IReadOnlyList<NumberAdjustment> adjustments, DateOnly statedAsOf, DateOnly date)
    {
        var between = adjustments
            .Where(adjustment => adjustment.ExDate > date && adjustment.CountsFrom <= statedAsOf)
            .ToList();
        var failures = between
            .Where(adjustment => adjustment.HasNoRatio)
            .Select(adjustment => new Failure(
                ReasonCode.NotDetermined,
                "measurement_date",
                Text.Of(date),
                $"the terms of {Text.Of(statedAsOf)} and the price of this date stand on different bases: {adjustment.Name} lies between them and has no ratio"))
            .ToList();
        if (failures.Count > 0) return failures;

        Ratio? shares = Ratio.FromDecimal(1m);
        foreach (var adjustment in between) shares = shares?.TryTimes(adjustment.NewPerOld);
        return shares is { } known
            ? known
            : Invalid.Field("split_factor", between[^1].NewPerOld, "with the splits before it is more than a decimal holds");
    }

    /// <summary>A price on the basis of the terms.</summary>
    /// <param name="price">The price, in currency per share of its date.</param>
    /// <param name="sharesForOne">What <see cref="SharesForOne"/> gives for its date.</param>
    /// <returns>
    /// The price per share of the terms; where it does not end, to as many digits as a decimal holds.
    /// <see cref="ReasonCode.InvalidField"/> where it is more than a decimal holds.
    /// </returns>
    public static Outcome<decimal> PriceOf(decimal price, Ratio sharesForOne) =>
        Ratio.FromDecimal(price).TryOver(sharesForOne) is { } exact
            ? exact.Numerator / exact.Denominator
            : Invalid.Field("share_price", price, $"over {sharesForOne} shares is more than a decimal holds");

    /// <summary>What is paid on a share, on the basis of the terms.</summary>
    /// <param name="amount">The amount, in currency per share of a date.</param>
    /// <param name="sharesForOne">What <see cref="SharesForOne"/> gives for that date, above 0.</param>
    /// <returns>The amount per share of the terms; rounded to as many digits as a decimal holds where no ratio holds it.</returns>
    public static Ratio AmountOf(Ratio amount, Ratio sharesForOne) => amount.Over(sharesForOne);

    /// <summary>
    /// What speaks against taking the terms as they are stated: they are of a day on which an event has traded ex and
    /// nobody knows whether its number applies yet.
    /// </summary>
    /// <param name="adjustments">The events of the share.</param>
    /// <param name="statedAsOf">The day that the terms are stated as of.</param>
    public static IEnumerable<Failure> Unclear(IReadOnlyList<NumberAdjustment> adjustments, DateOnly statedAsOf) => adjustments
        .Where(adjustment => adjustment.AppliesFrom is null
            && adjustment.ExDate <= statedAsOf
            && statedAsOf <= ExDateRule.LatestRecordDate(adjustment.ExDate))
        .Select(adjustment => new Failure(
            ReasonCode.AmbiguousTerms,
            "record_date",
            "",
            $"on {Text.Of(statedAsOf)}, the day that the terms are stated as of, {adjustment.Name} may or may not be in the shares per right; store the corporate action with its record date or effective date"));
}
