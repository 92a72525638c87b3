namespace Pricing.Dividends;

/// <summary>A share split, a gratis allotment that works as one, or (below one) a consolidation.</summary>
public sealed record ShareSplit
{
    /// <summary>The first session on which the share trades on the new basis (2012-09-26 for IIJ's 1:200).</summary>
    public required DateOnly ExDate { get; init; }

    /// <summary>Shares after for one share before, above 0: 200 for 1:200, 1/3 for three into one.</summary>
    public required Ratio NewPerOld { get; init; }

    /// <summary>The day whose holders receive the new shares; null where only the ex-date is known.</summary>
    public DateOnly? RecordDate { get; init; }

    /// <summary>The day on which the new number of shares exists; null where unknown.</summary>
    public DateOnly? EffectiveDate { get; init; }

    /// <summary>
    /// Whether a dividend was declared on the basis before this split: its record date is before the effective date;
    /// where that is unknown, not after the split's record date; where that is unknown too, its ex-date is not after
    /// the split's.
    /// </summary>
    /// <param name="dividend">The dividend.</param>
    public bool Follows(CashDividend dividend) => (EffectiveDate, RecordDate) switch
    {
        ({ } effective, _) => dividend.RecordDate < effective,
        (_, { } record) => dividend.RecordDate <= record,
        _ => dividend.ExDate <= ExDate,
    };
}
