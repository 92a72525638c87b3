namespace Pricing.Files.Prices;

/// <summary>What a price file says about one share on one date.</summary>
/// <param name="Line">The line on which it stands.</param>
/// <param name="Code">The share, five characters.</param>
/// <param name="Date">The date.</param>
/// <param name="Close">The raw close in yen; null where there was no trade.</param>
/// <param name="NewPerOld">New shares for one old one on a split's ex-date; null for no split.</param>
/// <param name="BasePrice">The base price of the date in yen; null where none is stated.</param>
/// <param name="Volume">The shares traded; null where none are stated.</param>
public readonly record struct PriceRow(
    int Line, string Code, DateOnly Date, decimal? Close, Ratio? NewPerOld, decimal? BasePrice, decimal? Volume)
{
    /// <summary>Whether the closes must show the split: Yahoo adjusts them for it, so they seldom do.</summary>
    internal bool MustShow { get; init; }
}
