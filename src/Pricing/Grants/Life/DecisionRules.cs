using Pricing.Grants.Adjustments;
using Pricing.Grants.Exercise;

namespace Pricing.Grants.Life;

/// <summary>A decision on shares per right and exercise price (release, section 3, last paragraph).</summary>
internal static class DecisionRules
{
    public static Outcome<EventSettlement> Adjust(LifeState state, LifeEvent item)
    {
        var terms = state.Terms;
        if (item.Date <= terms.StatedAsOf)
        {
            return Invalid.Field(
                "date",
                item.Date,
                $"is not after the {(terms.StatedAsOf == terms.AllotmentDate ? "allotment date" : "change of terms of")} {Text.Of(terms.StatedAsOf)}, on which the terms stand as they are stated");
        }

        if (item.DecidedShares < 1m)
            return Invalid.Field("decided_shares", item.DecidedShares.Value, "must be at least 1: a right to no share is none; rights that end are acquired, reorganised or forfeited");
        if (item.DecidedExercisePrice is { } decided && WholeYen.Against(terms.Currency, "decided_exercise_price", decided) is { } fraction)
            return fraction;

        if (state.TakeDecision(item) is { } against) return against;

        var shares = SharesPerRight.InForce(terms.SharesPerRight, terms.StatedAsOf, state.Adjustments, item.Date);
        var price = ExercisePrice.InForce(terms.ExercisePrice, terms.StatedAsOf, state.Adjustments, item.Date);
        return state.Settled() with
        {
            SharesPerRight = shares.TryGet(out var number) ? number : null,
            ExercisePrice = price.TryGet(out var x) ? x : null,
            Rules = [RuleAnswer.Met("3", "decided by the company, for all rights that are outstanding")],
            Notes = [.. shares.Failures.Concat(price.Failures).Distinct().Select(failure => $"what is in force is open: {failure.Reason}")],
        };
    }
}
