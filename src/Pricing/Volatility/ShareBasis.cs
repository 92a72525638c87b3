using Pricing.Dividends;

namespace Pricing.Volatility;

/// <summary>Brings raw closes to the share basis of one date; a split counts from its ex-date.</summary>
internal sealed class ShareBasis(IReadOnlyList<ShareSplit> splits, DateOnly basisDate)
{
    private readonly ShareSplit[] known = [.. splits.Where(split => split.ExDate <= basisDate)];

    public UsedClose Adjust(ClosingPrice close)
    {
        var factor = 1.0;
        foreach (var split in known)
        {
            if (close.Date < split.ExDate)
                factor *= split.NewPerOld.ToDouble();
        }

        return new(close.Date, close.Close, (double)close.Close / factor);
    }
}
