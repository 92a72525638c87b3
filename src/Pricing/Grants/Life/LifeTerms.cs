using System.Diagnostics.CodeAnalysis;
using Pricing.Grants.Adjustments;
using Pricing.Grants.Exercise;
using Pricing.Grants.Terms;

namespace Pricing.Grants.Life;

/// <summary>What a grant's terms say about the life of its rights; null or empty where they say nothing.</summary>
public sealed record LifeTerms
{
    private readonly DateOnly? statedAsOf;

    /// <summary>The allotment date (release, section 13).</summary>
    public required DateOnly AllotmentDate { get; init; }

    /// <summary>
    /// The day that shares per right and X are stated as of: what happened to the share by then is in them. The allotment date; of
    /// changed terms the day of the change.
    /// </summary>
    public DateOnly StatedAsOf
    {
        get => statedAsOf ?? AllotmentDate;
        init => statedAsOf = value;
    }

    /// <summary>The rights allotted, at least 0.</summary>
    public required int AllottedRights { get; init; }

    /// <summary>Shares per right on <see cref="StatedAsOf"/>, above 0 (release, section 3).</summary>
    public required decimal SharesPerRight { get; init; }

    /// <summary>X on <see cref="StatedAsOf"/> and what becomes of it (release, section 4).</summary>
    public required ExercisePriceTerms ExercisePrice { get; init; }

    /// <summary>The currency of every amount.</summary>
    public required Currency Currency { get; init; }

    /// <summary>How the accounts show the award: the booked cost of a liability is measured anew, and is not the grant-date value.</summary>
    public AwardClass AwardClass { get; init; }

    /// <summary>When the rights can be exercised (release, sections 5 and 11).</summary>
    public required ExerciseConditions Conditions { get; init; }

    /// <summary>The offices that keep the right.</summary>
    public IReadOnlyList<string> Offices { get; init; } = [];

    /// <summary>Whether one of them must be kept, or all.</summary>
    public OfficeRule? OfficeRule { get; init; }

    /// <summary>On which resolutions the company may acquire the rights (release, section 8).</summary>
    public IReadOnlyList<AcquisitionTrigger>? Acquisition { get; init; }

    /// <summary>After which reorganisations successor rights are delivered (release, section 9).</summary>
    public IReadOnlyList<ReorganisationKind>? Reorganisation { get; init; }
}

/// <summary>What the terms of a grant say on each day: an event is judged by those that were in force on its date.</summary>
public sealed class DatedTerms
{
    private readonly List<TermsFrom> all;

    /// <summary>Takes the terms together.</summary>
    /// <param name="first">The terms on the allotment date.</param>
    /// <param name="changes">What they were changed to, by the day from which on it is in force, ascending.</param>
    public DatedTerms(LifeTerms first, IReadOnlyList<TermsFrom> changes) => all = [new(DateOnly.MinValue, first), .. changes];

    /// <summary>The terms after all changes: what is counted over all days, as the rights allotted, is theirs.</summary>
    public LifeTerms Last => all[^1].Terms;

    /// <summary>The terms in force on a day.</summary>
    /// <param name="date">The day.</param>
    public LifeTerms On(DateOnly date) => all.FindLast(item => item.From <= date)!.Terms;

    /// <summary>Terms that were never changed.</summary>
    /// <param name="terms">The terms.</param>
    [SuppressMessage("Usage", "CA2225", Justification = "The conversion is the constructor.")]
    public static implicit operator DatedTerms(LifeTerms terms) => new(terms, []);
}

/// <summary>Terms with the day from which on they are in force.</summary>
/// <param name="From">The day.</param>
/// <param name="Terms">The terms.</param>
public sealed record TermsFrom(DateOnly From, LifeTerms Terms);
