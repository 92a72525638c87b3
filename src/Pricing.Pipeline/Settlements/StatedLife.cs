using Pricing.Grants.Life;
using Pricing.Pipeline.Register.Grants;

namespace Pricing.Pipeline.Settlements;

/// <summary>What the terms of a grant say about the life of its rights.</summary>
public static class StatedLife
{
    /// <summary>The terms of each day.</summary>
    /// <param name="current">The terms that stand.</param>
    /// <param name="changes">The changes of terms, ascending: the terms before each, and from which day on it is in force.</param>
    public static DatedTerms Of(GrantTerms current, IReadOnlyList<(GrantTerms Before, DateOnly Changed)> changes)
    {
        GrantTerms[] all = [.. changes.Select(change => change.Before), current];
        return new(Of(all[0]), [.. changes.Select((change, index) => new TermsFrom(change.Changed, Of(all[index + 1]) with { StatedAsOf = change.Changed }))]);
    }

    /// <summary>The terms as the rules take them.</summary>
    /// <param name="terms">The terms as a batch states them.</param>
    public static LifeTerms Of(GrantTerms terms) => new()
    {
        AllotmentDate = terms.AllotmentDate,
        AllottedRights = terms.AllottedRights,
        SharesPerRight = terms.SharesPerRight,
        ExercisePrice = new(terms.ExercisePrice, terms.Currency.MinorUnit, terms.ExercisePriceAdjustment),
        Currency = terms.Currency,
        AwardClass = terms.AwardClass,
        Conditions = new()
        {
            Period = new(terms.ExerciseStart, terms.ExerciseEnd),
            DaysAfterLosingOffice = terms.DaysAfterOffice,
            AlsoInOffice = terms.ExerciseInOffice ?? false,
            MonthsForHeir = terms.HeirMonths,
            LastDay = terms.LastDayRule,
        },
        Offices = terms.Offices,
        OfficeRule = terms.OfficeRule,
        Acquisition = terms.AcquisitionClause,
        Reorganisation = terms.ReorganisationClause,
    };
}
