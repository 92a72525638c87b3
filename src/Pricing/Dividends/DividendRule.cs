namespace Pricing.Dividends;

/// <summary>Which declared dividends make up the dividend per share D.</summary>
/// <param name="CountCommemorative">Whether commemorative dividends count.</param>
/// <param name="Year">The fiscal year.</param>
public readonly record struct DividendRule(bool CountCommemorative, DividendYear Year = DividendYear.LastEnded);

/// <summary>Which fiscal year's dividends make up the dividend per share D.</summary>
public enum DividendYear
{
    /// <summary>The last one that ended on or before the measurement date (release, section 12, item 7).</summary>
    LastEnded,

    /// <summary>The one before that: for dates on which the last final dividend is not yet decided.</summary>
    OneBefore,

    /// <summary>The one that the measurement date lies in, once its final dividend is decided; a forecast does not count.</summary>
    InProgress,
}
