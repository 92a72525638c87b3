namespace Pricing.Grants.Exercise;

/// <summary>When a right can be exercised, and by whom (release, sections 5 and 11).</summary>
public sealed record ExerciseConditions
{
    /// <summary>The exercise period: 2013-07-12..2043-07-11 in the release.</summary>
    public required DateWindow Period { get; init; }

    /// <summary>
    /// Days to exercise after losing office, the day after it being day 1, at least 1: 10 in the release.
    /// </summary>
    public required int DaysAfterLosingOffice { get; init; }

    /// <summary>Months for an heir to exercise after inheriting, at least 1: 6 in the release.</summary>
    public required int MonthsForHeir { get; init; }

    /// <summary>What becomes of a last day that is no business date; the release does not say.</summary>
    public required LastDayRule LastDay { get; init; }
}
