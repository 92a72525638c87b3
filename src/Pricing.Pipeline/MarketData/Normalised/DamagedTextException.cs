namespace Pricing.Pipeline.MarketData.Normalised;

/// <summary>A line of stored market data cannot be read.</summary>
/// <param name="line">The line, from 1.</param>
/// <param name="reason">What is wrong with it.</param>
internal sealed class DamagedTextException(int line, string reason) : Exception(reason)
{
    /// <summary>The line, from 1.</summary>
    public int Line => line;
}
