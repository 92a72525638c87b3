namespace Pricing.Pipeline.MarketData.Prices;

/// <summary>A close that looks wrong.</summary>
/// <param name="Day">Its day.</param>
/// <param name="Before">The close before it, where it jumps away from that one, or where that one may be the wrong one; else null.</param>
/// <param name="After">The close after it, where it jumps back to that one; else null.</param>
internal readonly record struct SuspectClose(PriceDay Day, PriceDay? Before, PriceDay? After)
{
    /// <summary>What is said behind its day.</summary>
    /// <param name="reason">What its change looks like.</param>
    /// <param name="hasSplit">Whether a split is known there, which is taken out of the change.</param>
    public string Else(string reason, bool hasSplit) => (Before, After) switch
    {
        _ when hasSplit => $": with the split that is known there taken out, {reason}; the closes are adjusted for it or its factor is another: correct which is wrong, or confirm the price",
        ({ } before, { } after) => $": it jumps away from {Text(before)} and back to {Text(after)}; correct it, or confirm the price",
        ({ } before, null) => $", or the close before it, {Text(before)}: {reason}; state the day's split factor, correct the one that is wrong, or confirm the price",
        _ => $": {reason}; correct it, state the day's split factor, or confirm the price",
    };

    private static string Text(PriceDay day) => $"{DecimalText.Of(day.Close!.Value)} of {DateText.Of(day.Date)}";
}
