namespace Pricing.Pipeline.Controls.Periods;

/// <summary>
/// What was known of a share when a period was closed: of each of its histories, from how many bodies its figures came. A history is
/// only added to, so these are its first ones later too; whatever came from another body came after the closing.
/// </summary>
/// <param name="Code">The security code, five characters.</param>
/// <param name="Prices">From how many bodies its prices came.</param>
/// <param name="Dividends">From how many bodies its dividends came.</param>
/// <param name="Actions">From how many bodies its corporate actions came.</param>
public sealed record ClosedShare(string Code, int Prices, int Dividends, int Actions);
