namespace Pricing.Grants.Measurements;

/// <summary>How years between two dates are counted.</summary>
public enum YearCount
{
    /// <summary>Whole anniversaries, then the remaining days over the days to the next anniversary.</summary>
    Anniversary,

    /// <summary>Days over 365.</summary>
    Actual365,

    /// <summary>Days over 365.25.</summary>
    Actual36525,
}
