using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Intake.Doors;
using Pricing.Pipeline.MarketData.Fetching;
using Pricing.Pipeline.Nights.Chunks;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Orchestration;

namespace Pricing.Pipeline.Nights.Steps;

/// <summary>
/// Takes in the price files that were dropped, fetches the closes, curves and dividends that a plan needs, and notes what is
/// stored then.
/// </summary>
/// <param name="plans">The plans.</param>
/// <param name="doors">Where they are dropped.</param>
/// <param name="watch">Takes them in; a night goes without files that cannot be.</param>
/// <param name="fetcher">Fetches.</param>
/// <param name="market">Notes what is stored.</param>
/// <param name="logger">The log.</param>
public sealed partial class FetchMarketData(
    PlanStore plans, FileDoors doors, DoorWatch watch, MarketDataFetcher fetcher, NightMarket market, ILogger<FetchMarketData> logger)
    : IActivity<NightRun, FetchSummary>
{
    /// <inheritdoc/>
    public async Task<FetchSummary> RunAsync(NightRun input, CancellationToken cancellationToken)
    {
        foreach (var report in await watch.SweepAsync(doors.PriceFiles, cancellationToken))
        {
            if (report.Rejected > 0) LogRefused(report.Name, report.Rejected, report.Batch, report.Defect);
        }

        var plan = await plans.ReadSummaryAsync(input, cancellationToken);
        var fetched = await fetcher.FetchAsync(input.Date, plan.Codes, cancellationToken);
        await market.WriteAsync(input, cancellationToken);
        return fetched;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Price file {Name}: {Count} failures, in the report {Batch}; not taken in because of: {Defect}")]
    private partial void LogRefused(string name, int count, string batch, string? defect);
}
