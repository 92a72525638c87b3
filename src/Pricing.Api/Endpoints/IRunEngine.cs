using Pricing.Pipeline.Nights.Runs;

namespace Pricing.Api.Endpoints;

/// <summary>The engine of the host that the endpoints stand in.</summary>
public interface IRunEngine
{
    /// <summary>Tells the engine that a run was asked for; it looks at the ledger and starts what is due.</summary>
    /// <param name="cancellationToken">Stops the call, not the run.</param>
    Task WakeAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Tells the engine that a run is to be stopped. One that is under way stops before its next step; the others are
    /// stopped when they come up, since the request is noted beside the run.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the call, not the run.</param>
    Task CancelAsync(NightRun run, CancellationToken cancellationToken);
}
