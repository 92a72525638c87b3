namespace Pricing.Pipeline.Ingestion;

/// <summary>How an award stands in the books, which decides whether a remeasured value may enter them.</summary>
public enum AwardClass
{
    /// <summary>Settled in shares: its grant-date value is never remeasured in the books.</summary>
    Equity,

    /// <summary>Settled in cash: remeasured in the books at every closing.</summary>
    Liability,
}
