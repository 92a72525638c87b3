namespace Pricing.Volatility;

/// <summary>Which closes make the returns.</summary>
public enum ReturnFrequency
{
    /// <summary>Every close.</summary>
    Daily,

    /// <summary>The last close of each week, Monday to Sunday (release, section 12, item 5).</summary>
    Weekly,

    /// <summary>The last close of each calendar month.</summary>
    Monthly,
}
