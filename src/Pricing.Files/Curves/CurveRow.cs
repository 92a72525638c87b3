namespace Pricing.Files.Curves;

/// <summary>The yields that one row states.</summary>
/// <param name="Line">The line on which it stands.</param>
/// <param name="Date">The date of the curve.</param>
/// <param name="Yields">The yields.</param>
/// <param name="MeantReason">Why yields that look wrong are meant; null where it is not stated.</param>
/// <param name="HasPercentSign">Whether a percent sign stands behind each yield.</param>
internal sealed record CurveRow(int Line, DateOnly Date, IReadOnlyList<StatedYield> Yields, string? MeantReason, bool HasPercentSign);
