namespace Testing;

/// <summary>An engine that carries the nights of a <see cref="PipelineHost"/> out.</summary>
public interface INightEngine
{
    /// <summary>Starts it.</summary>
    Task StartAsync();

    /// <summary>Asks for what is due, and waits until all of it is done.</summary>
    /// <param name="askedBy">Who asks.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="InvalidOperationException">A run failed; the message is that of the step that did.</exception>
    Task RunAsync(string askedBy, CancellationToken cancellationToken);

    /// <summary>Stops it, as the host that it belongs to does when it ends.</summary>
    Task StopAsync();
}
