namespace Pricing.Volatility;

/// <summary>A close that a return starts or ends on.</summary>
/// <param name="Date">The session.</param>
/// <param name="Close">The raw close in currency per share.</param>
/// <param name="AdjustedClose">The close on the share basis of the window's last day.</param>
public readonly record struct UsedClose(DateOnly Date, decimal Close, double AdjustedClose);
