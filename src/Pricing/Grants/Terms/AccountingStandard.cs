namespace Pricing.Grants.Terms;

/// <summary>The standard by which an award stands in the books.</summary>
public enum AccountingStandard
{
    /// <summary>ASBJ Statement No. 8.</summary>
    Asbj8,

    /// <summary>IFRS 2.</summary>
    Ifrs2,

    /// <summary>FASB ASC 718.</summary>
    Asc718,
}
