using Pricing.Pipeline.Sources;
using Pricing.Rates;

namespace Pricing.Pipeline.MarketData.Curves;

/// <summary>What a source answers of curves.</summary>
/// <param name="Curves">The curves, one a date, ascending.</param>
/// <param name="Source">The body they come from.</param>
/// <param name="Validators">What to ask with next time.</param>
public sealed record CurveReply(IReadOnlyList<YieldCurve> Curves, DataSource Source, Validators Validators)
{
    /// <summary>The dates of those that may replace a stored curve which has more tenors: the file says that this is meant.</summary>
    public IReadOnlySet<DateOnly> MayLeaveOut { get; init; } = new HashSet<DateOnly>();
}
