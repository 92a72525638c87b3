namespace Pricing.Volatility;

/// <summary>What becomes of a last week or month that the end of the window cuts short.</summary>
public enum LastPeriodRule
{
    /// <summary>It counts, with its last close inside the window.</summary>
    Keep,

    /// <summary>It is left out.</summary>
    Drop,
}
