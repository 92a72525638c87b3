namespace Pricing.Dividends;

/// <summary>What every rule asks of the splits and dividends it is given.</summary>
internal static class RecordCheck
{
    // Together they leave room in a decimal for a dividend that is restated by every split.
    private const decimal MostPerShare = 1_000_000_000_000m;
    private const double MostShares = 1e12;

    public static IEnumerable<Failure> Failures(IReadOnlyList<ShareSplit> splits) => splits
        .Where(split => !IsRatio(split))
        .Select(split => Failure(split, "needs a ratio above 0"));

    /// <summary>Splits that together make more of a share than a decimal holds beside a dividend.</summary>
    public static IEnumerable<Failure> TooMany(IReadOnlyList<ShareSplit> splits)
    {
        var shares = 1.0;
        foreach (var split in splits.Where(IsRatio))
        {
            var ratio = split.NewPerOld.ToDouble();
            shares *= Math.Max(ratio, 1 / ratio);
            if (shares > MostShares) return [Failure(split, "with those before it makes more of a share than a decimal holds")];
        }

        return [];
    }

    public static IEnumerable<Failure> Failures(IReadOnlyList<CashDividend> dividends) => dividends
        .Where(dividend => dividend.AmountPerShare is < 0 or > MostPerShare)
        .Select(dividend => Invalid.Field(
            "dividend_per_share",
            dividend.AmountPerShare,
            $"the dividend of {Text.Of(dividend.RecordDate)} is {(dividend.AmountPerShare < 0 ? "below 0" : $"above {MostPerShare}")}"));

    private static bool IsRatio(ShareSplit split) => split.NewPerOld is { Numerator: > 0, Denominator: > 0 };

    private static Failure Failure(ShareSplit split, string reason) =>
        Invalid.Field("split_factor", split.NewPerOld, $"the split of {Text.Of(split.ExDate)} {reason}");
}
