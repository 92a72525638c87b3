namespace Pricing.Pipeline.Register.Grants;

/// <summary>What became of a good row.</summary>
public enum StoreResult
{
    /// <summary>It is new and stored.</summary>
    Stored,

    /// <summary>The same was stored before.</summary>
    Unchanged,

    /// <summary>It replaced an earlier version, which stays readable.</summary>
    Amended,
}
