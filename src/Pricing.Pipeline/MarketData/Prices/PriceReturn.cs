namespace Pricing.Pipeline.MarketData.Prices;

/// <summary>What a share's price did from one close to the next, splits taken out.</summary>
/// <param name="Closes">The days with a close, ascending.</param>
/// <param name="Index">Which of them it leads to.</param>
/// <param name="Value">The logarithm of the ratio.</param>
/// <param name="HasSplit">Whether a split is known between the two.</param>
internal readonly record struct PriceReturn(List<PriceDay> Closes, int Index, double Value, bool HasSplit)
{
    /// <summary>The close before.</summary>
    public PriceDay Before => Closes[Index - 1];

    /// <summary>The close.</summary>
    public PriceDay Day => Closes[Index];

    /// <summary>The returns of closes.</summary>
    /// <param name="history">The share's prices, with its splits.</param>
    /// <param name="closes">The days with a close, ascending.</param>
    public static List<PriceReturn> Of(PriceHistory history, List<PriceDay> closes)
    {
        // A split's ex-date may be a day without a trade: every factor since the last close counts.
        var splits = history.Splits;
        var next = 0;
        var returns = new List<PriceReturn>(closes.Count);
        for (var i = 1; i < closes.Count; i++)
        {
            var factor = 1.0;
            var hasSplit = false;
            for (; next < splits.Count && splits[next].ExDate <= closes[i].Date; next++)
            {
                if (splits[next].ExDate <= closes[i - 1].Date) continue;
                factor *= splits[next].NewPerOld.ToDouble();
                hasSplit = true;
            }

            returns.Add(new(
                closes,
                i,
                Math.Log((double)closes[i].Close!.Value * factor / (double)closes[i - 1].Close!.Value),
                hasSplit));
        }

        return returns;
    }
}
