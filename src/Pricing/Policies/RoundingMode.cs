namespace Pricing.Policies;

/// <summary>How an amount is brought to a whole number of units.</summary>
public enum RoundingMode
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>To the nearest unit, half up.</summary>
    Nearest,

    /// <summary>Up to the next unit (release, section 12: a fraction of a yen counts as a yen).</summary>
    Up,
}
