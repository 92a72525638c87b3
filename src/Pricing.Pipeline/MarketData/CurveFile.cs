using Pricing.Pipeline.MarketData.Feeds;
using Pricing.Rates;

namespace Pricing.Pipeline.MarketData;

/// <summary>A file of curves as read.</summary>
/// <param name="Curves">The curves, one a date, ascending.</param>
/// <param name="Source">The body they come from.</param>
/// <param name="Validators">What to ask with next time.</param>
public sealed record CurveFile(IReadOnlyList<YieldCurve> Curves, DataSource Source, Validators Validators);
