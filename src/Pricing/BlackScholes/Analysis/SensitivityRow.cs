using Pricing.BlackScholes.Certified;

namespace Pricing.BlackScholes.Analysis;

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
