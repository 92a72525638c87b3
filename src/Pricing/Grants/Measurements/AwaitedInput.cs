namespace Pricing.Grants.Measurements;

/// <summary>What a provisional grant-date value waits for.</summary>
public enum AwaitedInput
{
    /// <summary>The yield curve dated the grant date, or a later one as proof that none was published for it.</summary>
    Curve,

    /// <summary>The base price of the next trading day, because the grant date has no close.</summary>
    NextBasePrice,
}
