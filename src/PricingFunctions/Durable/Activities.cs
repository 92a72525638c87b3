using Microsoft.Azure.Functions.Worker;
using Pricing.Pipeline.MarketData.Fetching;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Nights.Steps;

namespace PricingFunctions.Durable;

/// <summary>The pipeline's activities under the names it calls them by.</summary>
/// <param name="services">Where they are registered.</param>
public sealed class Activities(IServiceProvider services)
{
    /// <summary>Says which run is due next.</summary>
    /// <param name="pass">The pass that asks.</param>
    /// <param name="cancellationToken">Stops it.</param>
    [Function(nameof(FindDueRun))]
    public Task<NightRun?> FindDueAsync([ActivityTrigger] NightsPass pass, CancellationToken cancellationToken) =>
        NightlyValuation.FindDue.Resolve(services).RunAsync(pass, cancellationToken);

    /// <summary>Claims a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops it.</param>
    [Function(nameof(StartRun))]
    public Task<RunState> StartAsync([ActivityTrigger] NightRun run, CancellationToken cancellationToken) =>
        NightlyValuation.Start.Resolve(services).RunAsync(run, cancellationToken);

    /// <summary>Freezes what a run values.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops it.</param>
    [Function(nameof(PlanNight))]
    public Task<PlanReference> PlanAsync([ActivityTrigger] NightRun run, CancellationToken cancellationToken) =>
        NightlyValuation.Plan.Resolve(services).RunAsync(run, cancellationToken);

    /// <summary>Says whether a run is to be stopped.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops it.</param>
    [Function(nameof(FindCancelRequest))]
    public Task<bool> FindCancelAsync([ActivityTrigger] NightRun run, CancellationToken cancellationToken) =>
        NightlyValuation.FindCancel.Resolve(services).RunAsync(run, cancellationToken);

    /// <summary>Fetches the market data of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops it.</param>
    [Function(nameof(FetchMarketData))]
    public Task<FetchSummary> FetchAsync([ActivityTrigger] NightRun run, CancellationToken cancellationToken) =>
        NightlyValuation.Fetch.Resolve(services).RunAsync(run, cancellationToken);

    /// <summary>Values one chunk.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="cancellationToken">Stops it.</param>
    [Function(nameof(ValueChunk))]
    public Task<Tally> ValueAsync([ActivityTrigger] ChunkReference chunk, CancellationToken cancellationToken) =>
        NightlyValuation.Value.Resolve(services).RunAsync(chunk, cancellationToken);

    /// <summary>Counts what is stored and writes the manifest.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops it.</param>
    [Function(nameof(CompleteRun))]
    public Task<RunState> CompleteAsync([ActivityTrigger] NightRun run, CancellationToken cancellationToken) =>
        NightlyValuation.Complete.Resolve(services).RunAsync(run, cancellationToken);

    /// <summary>Notes that a run was stopped on request.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops it.</param>
    [Function(nameof(CancelRun))]
    public Task<RunState> CancelAsync([ActivityTrigger] NightRun run, CancellationToken cancellationToken) =>
        NightlyValuation.Cancel.Resolve(services).RunAsync(run, cancellationToken);

    /// <summary>Closes a run whose tries are used up.</summary>
    /// <param name="failure">The run, and why.</param>
    /// <param name="cancellationToken">Stops it.</param>
    [Function(nameof(FailRun))]
    public Task<RunState> FailAsync([ActivityTrigger] RunFailure failure, CancellationToken cancellationToken) =>
        NightlyValuation.Fail.Resolve(services).RunAsync(failure, cancellationToken);
}
