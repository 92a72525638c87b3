using Pricing.Actions;
using Pricing.BlackScholes.Analysis;
using Pricing.Dividends;
using Pricing.Grants.Adjustments;
using Pricing.Pipeline.Register.Grants;

namespace Pricing.Pipeline.Explanations;

/// <summary>Shares per right and X on a date with the events that led to them, each rounded by itself (release, sections 3, 4 and 10).</summary>
/// <param name="Shares">Shares per right.</param>
/// <param name="ExercisePrice">X.</param>
internal sealed record AdjustedTerms(SharesOnDate Shares, ExercisePriceOnDate ExercisePrice)
{
    /// <summary>Those that follow from the splits that were kept as evidence; null where a decision or a rule that is not stated is needed.</summary>
    /// <param name="grant">The grant.</param>
    /// <param name="splits">The splits and consolidations up to the date.</param>
    /// <param name="date">The date.</param>
    public static AdjustedTerms? Of(StoredGrant grant, IReadOnlyList<ShareSplit> splits, DateOnly date)
    {
        var (terms, statedAsOf) = (grant.Terms, grant.StatedAsOf);
        var adjustments = NumberAdjustment.Of([.. splits.Select(CorporateAction.Of)], [], statedAsOf, terms.ExercisePriceAdjustment);
        var shares = SharesPerRight.On(terms.SharesPerRight, statedAsOf, adjustments, date);
        var price = Grants.Adjustments.ExercisePrice.On(
            new(terms.ExercisePrice, terms.Currency.MinorUnit, terms.ExercisePriceAdjustment), statedAsOf, adjustments, date);
        return shares.TryGet(out var number) && price.TryGet(out var x) ? new(number, x) : null;
    }

    /// <summary>The lines of X.</summary>
    /// <param name="name">What X is.</param>
    public IEnumerable<ExplanationStep> LinesOfPrice(string name) => Lines(
        "X",
        name,
        [.. ExercisePrice.Steps.Select(step => (step.Adjustment, step.Before, step.After))],
        (before, step) => step.After == step.Before ? $"{before} stays" : $"{before} / {step.Adjustment.NewPerOld}, a fraction of the currency's unit up");

    /// <summary>The lines of the number.</summary>
    /// <param name="name">What the number is.</param>
    public IEnumerable<ExplanationStep> LinesOfNumber(string name) => Lines(
        "n",
        name,
        [.. Shares.Steps.Select(step => (step.Adjustment, step.Before, step.After))],
        (before, step) => $"{before} x {step.Adjustment.NewPerOld}, a fraction of a share dropped");

    private static IEnumerable<ExplanationStep> Lines(
        string symbol,
        string name,
        IReadOnlyList<(NumberAdjustment Adjustment, decimal Before, decimal After)> steps,
        Func<string, (NumberAdjustment Adjustment, decimal Before, decimal After), string> formula)
    {
        if (steps.Count == 0) yield break;

        yield return ExplanationStep.Exact($"{symbol}0", $"{name}, of the terms", "the terms", steps[0].Before);
        foreach (var (index, step) in steps.Index())
        {
            var how = step.Adjustment.Cause == AdjustmentCause.Decision ? "decided" : formula(FormattableString.Invariant($"{symbol}{index}"), step);
            yield return ExplanationStep.Exact(
                index == steps.Count - 1 ? symbol : FormattableString.Invariant($"{symbol}{index + 1}"), name, $"{how}: {step.Adjustment.Name}", step.After);
        }
    }
}
