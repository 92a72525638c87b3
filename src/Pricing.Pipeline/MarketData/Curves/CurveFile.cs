using Pricing.Pipeline.Sources;
using Pricing.Rates;

namespace Pricing.Pipeline.MarketData.Curves;

/// <summary>A file of curves as read.</summary>
/// <param name="Curves">The curves, one a date, ascending.</param>
/// <param name="Source">The body they come from.</param>
/// <param name="Validators">What to ask with next time.</param>
public sealed record CurveFile(IReadOnlyList<YieldCurve> Curves, DataSource Source, Validators Validators);
