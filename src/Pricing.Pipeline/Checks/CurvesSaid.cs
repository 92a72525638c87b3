using Pricing.Pipeline.Sources;
using Pricing.Rates;

namespace Pricing.Pipeline.Checks;

/// <summary>
/// What the body of curves that was read last states of each date. One body holds the curves of many dates, in a file of decades of
/// thousands, and what is valued on them asks for one after the other.
/// </summary>
internal sealed class CurvesSaid
{
    private Said? last;

    /// <summary>Keeps what a body states; what one before stated is forgotten.</summary>
    /// <param name="source">The body.</param>
    /// <param name="rows">Its curves; a date may stand in it more than once.</param>
    public void Keep(DataSource source, IReadOnlyList<YieldCurve> rows) => last = new(source, rows.ToLookup(row => row.Date));

    /// <summary>Whether a body is known to state a curve.</summary>
    /// <param name="source">The body.</param>
    /// <param name="curve">The curve as it is stored.</param>
    /// <returns>False where it does not, and where the body is another than the last.</returns>
    public bool IsSaid(DataSource source, YieldCurve curve) =>
        last is { } body && body.Source == source && body.Curves[curve.Date].Any(row => row.Points.SequenceEqual(curve.Points));

    private sealed record Said(DataSource Source, ILookup<DateOnly, YieldCurve> Curves);
}
