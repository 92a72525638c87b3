using Pricing.Rates;

namespace Pricing.Files.Curves;

/// <summary>A curve as a file states it.</summary>
/// <param name="Line">The line on which it begins.</param>
/// <param name="Curve">The curve.</param>
/// <param name="Yields">Its yields with their rows and columns, in the order of its points.</param>
/// <param name="MeantReason">Why yields that look wrong are meant; null where it is not stated.</param>
/// <param name="HasPercentSign">Whether a percent sign stands behind each of its yields, so that they cannot be fractions.</param>
public sealed record StatedCurve(
    int Line, YieldCurve Curve, IReadOnlyList<StatedYield> Yields, string? MeantReason = null, bool HasPercentSign = false);
