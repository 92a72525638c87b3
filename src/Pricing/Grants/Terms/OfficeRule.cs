namespace Pricing.Grants.Terms;

/// <summary>When a holder of several qualifying offices counts as having lost office.</summary>
public enum OfficeRule
{
    /// <summary>Keeping any one of them keeps the right.</summary>
    Any,

    /// <summary>All of them must be kept.</summary>
    All,
}
