namespace Pricing.Grants.Exercise;

/// <summary>What becomes of a last day of exercise that is no business date.</summary>
public enum LastDayRule
{
    /// <summary>It stays the last day.</summary>
    AsIs,

    /// <summary>The business date before it is the last day.</summary>
    PreviousBusinessDate,

    /// <summary>The business date after it is the last day, never beyond the last day of the exercise period.</summary>
    NextBusinessDate,

    /// <summary>The business date after it is the last day, also beyond the last day of the exercise period.</summary>
    NextBusinessDateBeyondPeriod,
}
