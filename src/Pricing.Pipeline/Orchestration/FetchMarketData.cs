using Pricing.Pipeline.MarketData;

namespace Pricing.Pipeline.Orchestration;

/// <summary>Fetches the closes, curves and dividends that a plan needs.</summary>
/// <param name="plans">The plans.</param>
/// <param name="fetcher">Fetches.</param>
public sealed class FetchMarketData(PlanStore plans, MarketDataFetcher fetcher) : IActivity<NightRun, FetchSummary>
{
    /// <inheritdoc/>
    public async Task<FetchSummary> RunAsync(NightRun input, CancellationToken cancellationToken)
    {
        var plan = await plans.ReadSummaryAsync(input, cancellationToken);
        return await fetcher.FetchAsync(input.Date, plan.Codes, cancellationToken);
    }
}
