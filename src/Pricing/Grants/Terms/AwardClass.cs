namespace Pricing.Grants.Terms;

/// <summary>How an award stands in the books.</summary>
public enum AwardClass
{
    /// <summary>Settled in shares: its grant-date value is not remeasured in the books.</summary>
    Equity,

    /// <summary>Settled in cash: remeasured in the books at every closing.</summary>
    Liability,
}
