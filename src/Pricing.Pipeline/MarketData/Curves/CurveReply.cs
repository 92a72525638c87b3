using Pricing.Pipeline.Sources;
using Pricing.Rates;

namespace Pricing.Pipeline.MarketData.Curves;

/// <summary>What a source answers of curves.</summary>
/// <param name="Curves">The curves, one a date, ascending.</param>
/// <param name="Source">The body they come from.</param>
/// <param name="Validators">What to ask with next time.</param>
public sealed record CurveReply(IReadOnlyList<YieldCurve> Curves, DataSource Source, Validators Validators);
