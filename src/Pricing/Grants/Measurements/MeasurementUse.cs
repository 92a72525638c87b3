namespace Pricing.Grants.Measurements;

/// <summary>What a remeasured value may be used for.</summary>
public enum MeasurementUse
{
    /// <summary>The books: liability-classified awards only.</summary>
    Books,

    /// <summary>Management information.</summary>
    Management,
}
