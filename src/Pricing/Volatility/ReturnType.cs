namespace Pricing.Volatility;

/// <summary>What a return is made of.</summary>
public enum ReturnType
{
    /// <summary>The price alone (the release).</summary>
    Price,

    /// <summary>The price plus the dividend on its ex-date (FASB ASC 718-10-55).</summary>
    Total,
}
