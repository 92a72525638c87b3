using Pricing.BlackScholes.Certified;
using Pricing.BlackScholes.Formula;
using Pricing.Policies;

namespace Pricing.BlackScholes.Analysis;

/// <summary>How the value answers to its inputs, one changed at a time.</summary>
/// <param name="Base">The value of the inputs as they are.</param>
/// <param name="Rows">One row for every step, in the order asked for.</param>
public sealed record SensitivityTable(RightValue Base, IReadOnlyList<SensitivityRow> Rows)
{
    /// <summary>Values the inputs, and again after each step alone.</summary>
    /// <param name="inputs">The inputs as stored.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="currency">The currency.</param>
    /// <param name="steps">The changes.</param>
    /// <returns>The table, or the failures of the inputs themselves; a step that leaves the allowed range fails in its row.</returns>
    public static Outcome<SensitivityTable> Calculate(
        OptionInputs inputs, ValuationPolicy policy, Currency currency, IEnumerable<SensitivityStep> steps)
    {
        var outcome = RightPricer.Price(inputs, policy, currency);
        return outcome.TryGet(out var value)
            ? new SensitivityTable(value, [.. steps.Select(step => Row(value, step, inputs, policy, currency))])
            : outcome.Failures.ToList();
    }

    private static SensitivityRow Row(
        RightValue before, SensitivityStep step, OptionInputs inputs, ValuationPolicy policy, Currency currency)
    {
        var changed = step.Apply(inputs);
        var outcome = changed.TryGet(out var after) ? RightPricer.Price(after, policy, currency) : changed.Failures.ToList();
        return outcome.TryGet(out var value)
            ? new(step, outcome, value.UnroundedPerShare - before.UnroundedPerShare, Change(before.PerRight, value.PerRight))
            : new(step, outcome, null, null);
    }

    private static double Change(Amount before, Amount after) => before.Exact is { } exactBefore && after.Exact is { } exactAfter
        ? (double)(exactAfter - exactBefore)
        : after.Approximate - before.Approximate;
}

/// <summary>What one change of one input does to the value.</summary>
/// <param name="Step">The change.</param>
/// <param name="Value">The value after it, or why there is none.</param>
/// <param name="PerShareChange">Its change before rounding, in currency per share; null where there is no value.</param>
/// <param name="PerRightChange">The change of the rounded amount per right; null where there is no value.</param>
public sealed record SensitivityRow(
    SensitivityStep Step,
    Outcome<RightValue> Value,
    double? PerShareChange,
    double? PerRightChange);
