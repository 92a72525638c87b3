namespace Pricing.Grants.Measurements;

/// <summary>What a later measurement needs to know of a grant's period.</summary>
/// <param name="GrantDate">The grant date, from which <paramref name="Original"/> counts.</param>
/// <param name="Exercise">The exercise period.</param>
/// <param name="Original">T at the grant date, in years, at least 0.</param>
public sealed record GrantPeriod(DateOnly GrantDate, DateWindow Exercise, Ratio Original);
