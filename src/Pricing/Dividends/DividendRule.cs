namespace Pricing.Dividends;

/// <summary>Which declared dividends make up the dividend per share D.</summary>
/// <param name="CountCommemorative">Whether commemorative dividends count.</param>
/// <param name="Year">The fiscal year.</param>
public readonly record struct DividendRule(bool CountCommemorative, DividendYear Year = DividendYear.LastEnded);
