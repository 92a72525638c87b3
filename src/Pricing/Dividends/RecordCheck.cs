namespace Pricing.Dividends;

/// <summary>What every rule asks of the splits and dividends it is given.</summary>
internal static class RecordCheck
{
    public static IEnumerable<Failure> Failures(IReadOnlyList<ShareSplit> splits) => splits
        .Where(split => split.NewPerOld.Numerator <= 0 || split.NewPerOld.Denominator <= 0)
        .Select(split => Invalid.Field(
            "split_factor",
            split.NewPerOld,
            $"the split of {Text.Of(split.ExDate)} needs a ratio above 0"));

    public static IEnumerable<Failure> Failures(IReadOnlyList<CashDividend> dividends) => dividends
        .Where(dividend => dividend.AmountPerShare < 0)
        .Select(dividend => Invalid.Field(
            "dividend_per_share",
            dividend.AmountPerShare,
            $"the dividend of {Text.Of(dividend.RecordDate)} is below 0"));
}
