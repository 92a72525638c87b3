using Pricing.Pipeline.MarketData;
using Pricing.Pipeline.MarketData.Files;

namespace Pricing.Pipeline.Orchestration;

/// <summary>
/// Takes in the price files that were dropped, then fetches the closes, curves and dividends that a plan needs.
/// </summary>
/// <param name="plans">The plans.</param>
/// <param name="files">Takes in price files.</param>
/// <param name="fetcher">Fetches.</param>
public sealed class FetchMarketData(PlanStore plans, PriceFileIntake files, MarketDataFetcher fetcher)
    : IActivity<NightRun, FetchSummary>
{
    /// <inheritdoc/>
    public async Task<FetchSummary> RunAsync(NightRun input, CancellationToken cancellationToken)
    {
        await files.SweepAsync(cancellationToken);
        var plan = await plans.ReadSummaryAsync(input, cancellationToken);
        return await fetcher.FetchAsync(input.Date, plan.Codes, cancellationToken);
    }
}
