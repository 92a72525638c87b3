namespace PricingFunctions.Starting;

/// <summary>Whether the storage has all that the app needs of it.</summary>
public sealed class Readiness
{
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether it has.</summary>
    public bool IsReady => ready.Task.IsCompletedSuccessfully;

    /// <summary>Says that it has.</summary>
    public void Open() => ready.TrySetResult();

    /// <summary>Waits until it has.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task WaitAsync(CancellationToken cancellationToken) => ready.Task.WaitAsync(cancellationToken);
}
