using Pricing.Rates;

namespace Pricing.Files.Curves;

/// <summary>The yields that one row states.</summary>
/// <param name="Line">The line on which it stands.</param>
/// <param name="Date">The date of the curve.</param>
/// <param name="Points">The yields.</param>
internal sealed record CurveRow(int Line, DateOnly Date, IReadOnlyList<CurvePoint> Points);
