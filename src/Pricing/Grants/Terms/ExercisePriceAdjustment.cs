namespace Pricing.Grants.Terms;

/// <summary>What becomes of the exercise price X where a split or a consolidation changes the shares per right.</summary>
public enum ExercisePriceAdjustment
{
    /// <summary>The terms at hand do not say.</summary>
    NotStated,

    /// <summary>X stays as it is (release, section 4).</summary>
    None,

    /// <summary>X before x 1 / ratio, a fraction of the minor unit counted as a unit, once at each event.</summary>
    Ratio,

    /// <summary>The company decides on X, and an event of the grant states it.</summary>
    Decided,
}
