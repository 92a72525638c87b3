namespace Pricing.Grants.Outstanding;

/// <summary>A dated event that lowers the rights outstanding.</summary>
/// <param name="Date">From this date on the rights are no longer outstanding.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Rights">How many rights, above 0.</param>
public sealed record RightsEvent(DateOnly Date, RightsEventKind Kind, int Rights);
