using System.Diagnostics.CodeAnalysis;

namespace Pricing.Grants.Life;

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
