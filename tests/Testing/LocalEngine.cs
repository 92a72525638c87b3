using Pricing.Pipeline.Nights.Passes;
using PricingFunctions.Local.TaskHub;

namespace Testing;

/// <summary>The engine of the local host, in a hub on the account of its pipeline.</summary>
/// <param name="host">The pipeline.</param>
public sealed class LocalEngine(PipelineHost host) : INightEngine
{
    private readonly NightsEngine engine = host.Get<NightsEngine>();

    /// <inheritdoc/>
    public ITaskHub Hub { get; } = host.Get<LocalTaskHub>();

    /// <inheritdoc/>
    public Task StartAsync() => engine.StartAsync(CancellationToken.None);

    /// <inheritdoc/>
    public Task RunAsync(string askedBy, CancellationToken cancellationToken) => engine.RunAsync(askedBy, cancellationToken);

    /// <inheritdoc/>
    public Task WakeAsync(CancellationToken cancellationToken) => engine.WakeAsync(cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync() => engine.StopAsync(CancellationToken.None);
}
