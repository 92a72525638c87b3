using Pricing.Grants.Adjustments;

namespace Pricing.Grants.Life;

/// <summary>A decision on shares per right and exercise price (release, section 3, last paragraph).</summary>
internal static class DecisionRules
{
    public static Outcome<EventSettlement> Adjust(LifeState state, LifeEvent item)
    {
        var terms = state.Terms;
        if (item.Date <= terms.AllotmentDate)
        {
            return Invalid.Field(
                "date",
                item.Date,
                $"is not after the allotment date {Text.Of(terms.AllotmentDate)}, on which the terms stand as they are stated");
        }

        var notes = new List<string>();
        var shares = SharesPerRight.On(terms.SharesPerRight, terms.AllotmentDate, state.Adjustments, item.Date);
        var price = ExercisePrice.On(terms.ExercisePrice, terms.AllotmentDate, state.Adjustments, item.Date);
        notes.AddRange(shares.Failures.Concat(price.Failures).Distinct().Select(failure => $"what is in force is open: {failure.Reason}"));
        return state.Settled() with
        {
            SharesPerRight = shares.TryGet(out var number) ? number.InForce : null,
            ExercisePrice = price.TryGet(out var x) ? x.InForce : null,
            Rules = [RuleAnswer.Met("3", "decided by the company, for all rights that are outstanding")],
            Notes = notes,
        };
    }
}
