using Pricing.Dividends;

namespace Pricing.Grants.Adjustments;

/// <summary>
/// D that the terms state. As shares per right and X it stands on the share basis of the day that the terms are stated as of, and is
/// divided by every split that applies later and whose ex-date is on or before the measurement date.
/// </summary>
/// <param name="Stated">D as stated, in currency per share, at least 0.</param>
/// <param name="Factor">Shares of the measurement date for one of the terms, above 0; 1 where no split lies between.</param>
/// <param name="Amount">D on the basis of the measurement date, exact.</param>
public sealed record StatedDividend(decimal Stated, Ratio Factor, Ratio Amount)
{
    private const string Field = "dividend_per_share";

    /// <summary>D that needs no restating.</summary>
    /// <param name="stated">D as stated.</param>
    public static StatedDividend AsStated(decimal stated) => new(stated, 1m, stated);

    /// <summary>D on the basis of a date.</summary>
    /// <param name="stated">D as stated, in currency per share, at least 0.</param>
    /// <param name="statedAsOf">The day that the terms are stated as of: what applied by then is in D.</param>
    /// <param name="adjustments">The events of the share and the decisions, in any order, ratios above 0.</param>
    /// <param name="date">The measurement date.</param>
    /// <returns>
    /// D; <see cref="ReasonCode.AmbiguousTerms"/> where D is above 0 and an event without a ratio lies between, of which nobody can
    /// tell what it makes of D; <see cref="ReasonCode.InvalidField"/> where no ratio of decimals holds it.
    /// </returns>
    public static Outcome<StatedDividend> On(
        decimal stated, DateOnly statedAsOf, IReadOnlyList<NumberAdjustment> adjustments, DateOnly date)
    {
        if (stated == 0m) return AsStated(stated);

        var between = adjustments.Where(adjustment => adjustment.CountsFrom > statedAsOf && adjustment.ExDate <= date).ToList();
        if (between.Find(adjustment => adjustment.HasNoRatio) is { } without)
        {
            return new Failure(
                ReasonCode.AmbiguousTerms,
                Field,
                Text.Of(stated),
                $"is stated on the share basis of {Text.Of(statedAsOf)}, and {without.Name} lies between it and {Text.Of(date)} without a ratio; leave it out for the dividend records, or state it anew by a change of terms");
        }

        return By(stated, between.Select(adjustment => adjustment.NewPerOld));
    }

    /// <summary>D of a value that was made, by the splits that are kept with it.</summary>
    /// <param name="stated">D as stated, in currency per share, at least 0.</param>
    /// <param name="statedAsOf">The day that the terms are stated as of.</param>
    /// <param name="splits">The splits and consolidations whose ex-date is on or before the measurement date.</param>
    /// <returns>D; <see cref="ReasonCode.InvalidField"/> where no ratio of decimals holds it.</returns>
    public static Outcome<StatedDividend> By(decimal stated, DateOnly statedAsOf, IReadOnlyList<ShareSplit> splits) =>
        By(stated, splits.Where(split => Counts(split, statedAsOf)).Select(split => split.NewPerOld));

    /// <summary>Whether a split restates what terms state.</summary>
    /// <param name="split">A split whose ex-date is on or before the measurement date.</param>
    /// <param name="statedAsOf">The day that the terms are stated as of.</param>
    public static bool Counts(ShareSplit split, DateOnly statedAsOf) => NumberAdjustment.For(split).CountsFrom > statedAsOf;

    /// <summary>q = D / S, exact.</summary>
    /// <param name="sharePrice">S on the basis of the terms, in the same currency, above 0.</param>
    /// <returns>The yield as a fraction, or <see cref="ReasonCode.InvalidField"/> for <c>share_price</c>.</returns>
    public Outcome<Ratio> YieldOn(decimal sharePrice) =>
        Factor == 1m ? new Ratio(Stated, sharePrice) : DividendPerShare.Yield(Amount, sharePrice);

    private static Outcome<StatedDividend> By(decimal stated, IEnumerable<Ratio> ratios)
    {
        Ratio? factor = Ratio.FromDecimal(1m);
        foreach (var ratio in ratios) factor = factor?.TryTimes(ratio);
        return factor is { } known && Ratio.FromDecimal(stated).TryOver(known) is { } amount
            ? new StatedDividend(stated, known, amount)
            : Invalid.Field(Field, stated, "over the ratios of the splits since is more than a decimal holds");
    }
}
