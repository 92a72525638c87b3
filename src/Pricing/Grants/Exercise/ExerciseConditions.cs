namespace Pricing.Grants.Exercise;

/// <summary>When a right can be exercised, and by whom (release, sections 5 and 11). What is not stated is not assumed.</summary>
public sealed record ExerciseConditions
{
    /// <summary>The exercise period: 2013-07-12..2043-07-11 in the release.</summary>
    public required DateWindow Period { get; init; }

    /// <summary>
    /// Days to exercise after losing office, the day after it being day 1, at least 1, where stated: 10 in the release.
    /// </summary>
    public int? DaysAfterLosingOffice { get; init; }

    /// <summary>Whether the allottee can exercise in office too; the release lets him only after losing it.</summary>
    public bool AlsoInOffice { get; init; }

    /// <summary>Months for an heir to exercise after inheriting, at least 1, where stated: 6 in the release.</summary>
    public int? MonthsForHeir { get; init; }

    /// <summary>What becomes of a last day that is no business date, where stated; the release does not say.</summary>
    public LastDayRule? LastDay { get; init; }
}
