namespace Pricing.Api.Endpoints;

/// <summary>The engine of the host that the endpoints stand in.</summary>
public interface IRunEngine
{
    /// <summary>
    /// Tells the engine that a run was asked for, or asked to stop; it looks at the ledger and starts what is due. A run
    /// under way looks by itself for a request to stop.
    /// </summary>
    /// <param name="cancellationToken">Stops the call, not the run.</param>
    Task WakeAsync(CancellationToken cancellationToken);
}
