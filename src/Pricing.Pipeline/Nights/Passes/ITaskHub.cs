using Pricing.Pipeline.Nights.Runs;

namespace Pricing.Pipeline.Nights.Passes;

/// <summary>The task hub of an engine, as far as the passes of the nights are kept going in it.</summary>
public interface ITaskHub
{
    /// <summary>The instances that it holds; none where the hub itself is gone.</summary>
    /// <param name="prefix">What their ids begin with.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    Task<IReadOnlyList<HubInstance>> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>Starts the instance of a pass; makes the hub where it is gone.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="cancellationToken">Stops the call, not the instance.</param>
    Task StartAsync(NightsPass pass, CancellationToken cancellationToken);

    /// <summary>Asks for an instance to be terminated.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task TerminateAsync(string instanceId, string reason, CancellationToken cancellationToken);

    /// <summary>Forgets an instance and its history.</summary>
    /// <param name="instanceId">The instance.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    Task PurgeAsync(string instanceId, CancellationToken cancellationToken);
}
