namespace Pricing.Pipeline.MarketData.Prices;

/// <summary>
/// What a share's price did from each close of a window to the next. Days stay where they are stored: of each there is its place, and of
/// each return its value.
/// </summary>
internal sealed class PriceReturns
{
    private readonly IReadOnlyList<PriceDay> days;
    private readonly List<int> places;
    private readonly double[] values;
    private readonly HashSet<int> withSplit = [];

    /// <summary>The returns of closes.</summary>
    /// <param name="history">The share's prices, with its splits.</param>
    /// <param name="places">The places of days with a close, ascending.</param>
    public PriceReturns(PriceHistory history, List<int> places)
    {
        (days, this.places) = (history.Days, places);
        values = new double[Math.Max(0, places.Count - 1)];

        // A split's ex-date may be a day without a trade: every factor since the last close counts.
        var splits = history.Splits;
        var next = 0;
        var before = places.Count == 0 ? default : days[places[0]];
        for (var index = 0; index < values.Length; index++)
        {
            var day = days[places[index + 1]];
            var factor = 1.0;
            for (; next < splits.Count && splits[next].ExDate <= day.Date; next++)
            {
                if (splits[next].ExDate <= before.Date) continue;
                factor *= splits[next].NewPerOld.ToDouble();
                withSplit.Add(index);
            }

            values[index] = Math.Log((double)day.Close!.Value * factor / (double)before.Close!.Value);
            before = day;
        }
    }

    /// <summary>The logarithm of the ratio of each close to the one before it.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>A return.</summary>
    /// <param name="index">Which, from 0.</param>
    public PriceReturn this[int index] => new(days[places[index]], days[places[index + 1]], values[index], withSplit.Contains(index));
}

/// <summary>What a share's price did from one close to the next, splits taken out.</summary>
/// <param name="Before">The close before.</param>
/// <param name="Day">The close.</param>
/// <param name="Value">The logarithm of the ratio.</param>
/// <param name="HasSplit">Whether a split is known between the two.</param>
internal readonly record struct PriceReturn(PriceDay Before, PriceDay Day, double Value, bool HasSplit);
