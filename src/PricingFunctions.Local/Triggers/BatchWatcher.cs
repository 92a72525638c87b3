using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Intake.Batches;

namespace PricingFunctions.Local.Triggers;

/// <summary>Watches the container of grant batches and takes in what is dropped there.</summary>
/// <param name="sweep">Compares the container with the ledger.</param>
/// <param name="clock">Times the looks.</param>
/// <param name="logger">Says what failed.</param>
internal sealed partial class BatchWatcher(BatchSweep sweep, TimeProvider clock, ILogger<BatchWatcher> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim one = new(1);

    /// <summary>Looks once, now.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The reports of the batches that were taken in.</returns>
    public async Task<IReadOnlyList<BatchReport>> SweepAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            return await sweep.SweepAsync(cancellationToken);
        }
        finally
        {
            one.Release();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        one.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // The storage may be away for a while; what was not taken in is found by the next look.
                LogFailed(failure);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The grant batches could not be looked at; the next look tries again")]
    private partial void LogFailed(Exception failure);
}
