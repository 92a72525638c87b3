using Pricing.Grants.Terms;

namespace Pricing.Grants.Adjustments;

/// <summary>
/// X after splits, consolidations and decisions. The release keeps it (section 4); the usual clause of other rights
/// divides it by the ratio and counts a fraction of the minor unit as a unit, once at each event.
/// </summary>
public static class ExercisePrice
{
    private const string Field = "exercise_price";

    /// <summary>Finds X of a date.</summary>
    /// <param name="terms">X as stated, its unit, and what the terms say of it.</param>
    /// <param name="statedAsOf">The day that the terms are stated as of, as for <see cref="SharesPerRight.On"/>.</param>
    /// <param name="adjustments">The events, ratios above 0, in any order.</param>
    /// <param name="date">The date asked for.</param>
    /// <param name="knownOn">The day it is asked on; null for <paramref name="date"/> itself.</param>
    /// <returns>
    /// X; <see cref="ReasonCode.AmbiguousTerms"/> where the terms do not say what becomes of it, save at a split where X
    /// is one unit and wherever it is 0; <see cref="ReasonCode.AdjustmentNotDecided"/> for each event that awaits a decision;
    /// <see cref="ReasonCode.InvalidField"/> for an X below 0 or one that no decimal holds.
    /// </returns>
    public static Outcome<ExercisePriceOnDate> On(
        ExercisePriceTerms terms,
        DateOnly statedAsOf,
        IReadOnlyList<NumberAdjustment> adjustments,
        DateOnly date,
        DateOnly? knownOn = null)
    {
        if (BelowZero(terms) is { } wrong) return wrong;

        var folded = Counted(terms, statedAsOf, adjustments).On(date, knownOn);
        return folded.TryGet(out var price)
            ? new ExercisePriceOnDate { InForce = price.InForce, ForValuation = price.ForValuation, Steps = price.Steps }
            : folded.Failures.ToList();
    }

    /// <summary>Finds X that an exercise on a date pays, also where nobody knows yet what becomes of it later.</summary>
    /// <param name="terms">X as stated, its unit, and what the terms say of it.</param>
    /// <param name="statedAsOf">The day that the terms are stated as of.</param>
    /// <param name="adjustments">The events, ratios above 0, in any order.</param>
    /// <param name="date">The date asked for.</param>
    /// <param name="knownOn">The day it is asked on; null for <paramref name="date"/> itself.</param>
    /// <returns>X, null where it is not known yet; or the failures of <see cref="On"/> of events that apply by then.</returns>
    public static Outcome<decimal?> InForce(
        ExercisePriceTerms terms,
        DateOnly statedAsOf,
        IReadOnlyList<NumberAdjustment> adjustments,
        DateOnly date,
        DateOnly? knownOn = null) =>
        BelowZero(terms) is { } wrong ? wrong : Counted(terms, statedAsOf, adjustments).InForce(date, knownOn);

    private static Failure? BelowZero(ExercisePriceTerms terms) =>
        terms.ExercisePrice < 0 ? Invalid.Field(Field, terms.ExercisePrice, "must be at least 0") : null;

    private static CountedAdjustments<PriceStep> Counted(
        ExercisePriceTerms terms, DateOnly statedAsOf, IReadOnlyList<NumberAdjustment> adjustments) =>
        new(terms.ExercisePrice, statedAsOf, adjustments, (before, adjustment) => Step(terms, before, adjustment), step => step.After);

    private static Outcome<PriceStep> Step(ExercisePriceTerms terms, decimal before, NumberAdjustment adjustment)
    {
        var after = After(terms, before, adjustment);
        return after.TryGet(out var price) ? new PriceStep(adjustment, before, price) : after.Failures.ToList();
    }

    private static Outcome<decimal> After(ExercisePriceTerms terms, decimal before, NumberAdjustment adjustment)
    {
        if (adjustment.Cause == AdjustmentCause.Decision) return adjustment.DecidedExercisePrice ?? before;
        if (before == 0m) return 0m;
        return terms.Adjustment switch
        {
            ExercisePriceAdjustment.Ratio => ByRatio(terms, before, adjustment),
            ExercisePriceAdjustment.NotStated when !IsUnitAtSplit(terms, before, adjustment) => new Failure(
                ReasonCode.AmbiguousTerms,
                "exercise_price_adjustment",
                "",
                $"the terms do not say what becomes of the exercise price {Text.Of(before)} at {adjustment.Name}, {adjustment.NewPerOld} new shares for an old one; state none where it stays, ratio where it is divided by the ratio, decided where the company decides"),
            _ => before,
        };
    }

    /// <summary>A split leaves an X of one unit where it is, whichever the rule.</summary>
    private static bool IsUnitAtSplit(ExercisePriceTerms terms, decimal before, NumberAdjustment adjustment) =>
        before == terms.MinorUnit && adjustment.NewPerOld.Compare(1m) >= 0;

    private static Outcome<decimal> ByRatio(ExercisePriceTerms terms, decimal before, NumberAdjustment adjustment)
    {
        var units = Ratio.FromDecimal(before).TryOver(adjustment.NewPerOld)?.TryOver(terms.MinorUnit)?.CeilingOrNull();
        return units is { } whole && Ratio.FromDecimal(whole).TryTimes(terms.MinorUnit) is { Denominator: 1m } price
            ? price.Numerator
            : Invalid.Field(Field, before, $"{adjustment.Name} makes more of it than a decimal holds");
    }
}

/// <summary>What the terms say of X.</summary>
/// <param name="ExercisePrice">X as stated, in currency per share, at least 0.</param>
/// <param name="MinorUnit">The unit that a fraction counts as: 1 yen, 0.01 dollars.</param>
/// <param name="Adjustment">What becomes of X at a split or a consolidation.</param>
public sealed record ExercisePriceTerms(decimal ExercisePrice, decimal MinorUnit, ExercisePriceAdjustment Adjustment);
