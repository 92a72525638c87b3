using Pricing.Grants.Exercise;
using Pricing.Grants.Measurements;
using Pricing.Grants.Terms;

namespace Pricing.Pipeline.Register.Grants;

/// <summary>The terms of one grant of stock acquisition rights, as a batch states them (docs/batch-format.md).</summary>
public sealed record GrantTerms
{
    /// <summary>The issuing company.</summary>
    public required string Issuer { get; init; }

    /// <summary>The grant's id, unique within the issuer.</summary>
    public required string GrantId { get; init; }

    /// <summary>The security code of the share, five characters.</summary>
    public required string SecurityCode { get; init; }

    /// <summary>The currency of every amount.</summary>
    public required Currency Currency { get; init; }

    /// <summary>The allotment date (release, section 13).</summary>
    public required DateOnly AllotmentDate { get; init; }

    /// <summary>The grant date of the accounting standard; the allotment date unless stated.</summary>
    public required DateOnly GrantDate { get; init; }

    /// <summary>The first day of the exercise period (release, section 5).</summary>
    public required DateOnly ExerciseStart { get; init; }

    /// <summary>The last day of the exercise period (release, section 5).</summary>
    public required DateOnly ExerciseEnd { get; init; }

    /// <summary>X, in currency per share, at least 0 (release, section 4).</summary>
    public required decimal ExercisePrice { get; init; }

    /// <summary>Shares per right on the allotment date, of changed terms on the day of the change, above 0 (release, section 3).</summary>
    public required decimal SharesPerRight { get; init; }

    /// <summary>The maximum number of rights (release, section 2), above 0.</summary>
    public required int MaximumRights { get; init; }

    /// <summary>The rights allotted, at most the maximum.</summary>
    public required int AllottedRights { get; init; }

    /// <summary>The name of the valuation policy.</summary>
    public required string Policy { get; init; }

    /// <summary>T in years; null for the midpoint of the exercise period.</summary>
    public required decimal? ExpectedRemainingYears { get; init; }

    /// <summary>The first date of the volatility window, where stated.</summary>
    public DateOnly? WindowFrom { get; init; }

    /// <summary>The last date of the volatility window, where stated.</summary>
    public DateOnly? WindowTo { get; init; }

    /// <summary>Periods of abnormal prices, left out of the volatility.</summary>
    public IReadOnlyList<DateWindow> Exclude { get; init; } = [];

    /// <summary>D in currency per share, on the share basis of the day that the terms are stated as of, where stated; else from the dividend records.</summary>
    public decimal? DividendPerShare { get; init; }

    /// <summary>r as a fraction per year, where stated; else from the government bond curve.</summary>
    public decimal? RiskFreeRate { get; init; }

    /// <summary>Where a stated r comes from.</summary>
    public string? RateSource { get; init; }

    /// <summary>How the award stands in the books.</summary>
    public AwardClass AwardClass { get; init; }

    /// <summary>Persons and rights (release, section 15).</summary>
    public string? Allottees { get; init; }

    /// <summary>The name of the rights (release, section 2).</summary>
    public string? Title { get; init; }

    /// <summary>What becomes of X at a split or a consolidation; not stated in grants from before it was asked.</summary>
    public ExercisePriceAdjustment ExercisePriceAdjustment { get; init; }

    /// <summary>The standard by which the award stands in the books, where stated.</summary>
    public AccountingStandard? AccountingStandard { get; init; }

    /// <summary>The day on which the allotted number was confirmed; null as long as it is planned.</summary>
    public DateOnly? AllottedConfirmedOn { get; init; }

    /// <summary>Days to exercise after losing office, at least 1, where stated (release, section 11, item 2).</summary>
    public int? DaysAfterOffice { get; init; }

    /// <summary>Months for an heir to exercise, at least 1, where stated (release, section 11, item 3).</summary>
    public int? HeirMonths { get; init; }

    /// <summary>What becomes of a last day of exercise that is no business date, where stated.</summary>
    public LastDayRule? LastDayRule { get; init; }

    /// <summary>The offices that keep the right; empty where none are stated.</summary>
    public IReadOnlyList<string> Offices { get; init; } = [];

    /// <summary>Whether one of several offices or all must be kept, where stated.</summary>
    public OfficeRule? OfficeRule { get; init; }

    /// <summary>On which resolutions the company may acquire the rights, where stated (release, section 8).</summary>
    public IReadOnlyList<AcquisitionTrigger>? AcquisitionClause { get; init; }

    /// <summary>After which reorganisations successor rights are delivered, where stated (release, section 9).</summary>
    public IReadOnlyList<ReorganisationKind>? ReorganisationClause { get; init; }

    /// <summary>Whether the allottee can exercise in office too, where stated; the release lets him only after losing it.</summary>
    public bool? ExerciseInOffice { get; init; }

    /// <summary>The grant whose rights these took the place of, <c>ISSUER/GRANT_ID</c>, where stated (release, section 9).</summary>
    public string? Succeeds { get; init; }

    /// <summary>Why a stated input beyond the plausible is meant, where one is.</summary>
    public string? MeantReason { get; init; }

    /// <summary>The numbers of rights, planned and allotted, by groups where the text states them.</summary>
    public Allotment ToAllotment() => ToAllotment(AllotteeText.Read(Allottees));

    internal Allotment ToAllotment(AllotteeText groups) => new()
    {
        MaximumRights = MaximumRights,
        AllottedRights = AllottedRights,
        Groups = groups.Planned,
        AllottedGroups = groups.Allotted,
    };

    /// <summary>T on the grant date in years: as stated, else the midpoint of the exercise period.</summary>
    /// <param name="count">How a year that is not whole is counted.</param>
    public Ratio YearsAtGrant(YearCount count) => ExpectedRemainingYears is { } stated
        ? stated
        : ExpectedRemainingPeriod.Midpoint(AllotmentDate, ExerciseStart, ExerciseEnd, count);
}
