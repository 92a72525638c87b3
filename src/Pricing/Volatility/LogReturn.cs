namespace Pricing.Volatility;

/// <summary>One return of the sample.</summary>
/// <param name="From">The date of the close it starts on.</param>
/// <param name="To">The date of the close it ends on.</param>
/// <param name="Dividend">
/// For total returns, the dividends with an ex-date after <paramref name="From"/> up to <paramref name="To"/>, on the
/// basis of the adjusted closes; else 0.
/// </param>
/// <param name="Value">ln((adjusted close at To + dividend) / adjusted close at From).</param>
public readonly record struct LogReturn(DateOnly From, DateOnly To, double Dividend, double Value);
