namespace Pricing.Pipeline.Controls.Periods;

/// <summary>
/// What was known of a share when a period was closed: of each of its histories, from how many bodies its figures came. A history is
/// only added to, so these are its first ones later too; whatever came from another body came after the closing.
/// </summary>
/// <param name="Code">The security code, five characters.</param>
/// <param name="Prices">Of its prices.</param>
/// <param name="Dividends">Of its dividends.</param>
/// <param name="Actions">Of its corporate actions.</param>
public sealed record ClosedShare(string Code, int Prices, int Dividends, int Actions);
