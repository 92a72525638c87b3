using Pricing.Pipeline.Nights.Passes;

namespace Testing;

/// <summary>An engine that carries the nights of a <see cref="PipelineHost"/> out.</summary>
public interface INightEngine
{
    /// <summary>The task hub that it works in.</summary>
    ITaskHub Hub { get; }

    /// <summary>Starts it.</summary>
    Task StartAsync();

    /// <summary>Asks for what is due, and waits until all of it is done.</summary>
    /// <param name="askedBy">Who asks.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="InvalidOperationException">A run failed; the message is that of the step that did.</exception>
    Task RunAsync(string askedBy, CancellationToken cancellationToken);

    /// <summary>Tells it that something was asked for, as an endpoint does.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    Task WakeAsync(CancellationToken cancellationToken);

    /// <summary>Stops it, as the host that it belongs to does when it ends.</summary>
    Task StopAsync();
}
