using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Intake.Doors;

namespace PricingFunctions.Local.Triggers;

/// <summary>Watches the doors and takes in what is dropped there; no file waits for one that takes long.</summary>
/// <param name="doors">Compares the doors with the ledger.</param>
/// <param name="sweep">Knows what is under way.</param>
/// <param name="clock">Times the looks.</param>
/// <param name="logger">Says what failed.</param>
internal sealed partial class BatchWatcher(
    DoorWatch doors, BlobSweep sweep, TimeProvider clock, ILogger<BatchWatcher> logger) : BackgroundService
{
    private const int LooksBetweenFinishing = 300;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Looks once, now, and waits until what is there is taken in or put off.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    public Task SweepAsync(CancellationToken cancellationToken) => doors.GoRoundAsync(cancellationToken);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            for (var look = 1; await timer.WaitForNextTickAsync(stoppingToken); look++)
            {
                try
                {
                    await doors.StartAsync(stoppingToken);
                    if (look % LooksBetweenFinishing == 0) await doors.FinishAsync(stoppingToken);
                }
                catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
                {
                    // The storage may be away for a while; what was not taken in is found by the next look.
                    LogFailed(failure);
                }
            }
        }
        finally
        {
            await sweep.IdleAsync();
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The doors could not be looked at; the next look tries again")]
    private partial void LogFailed(Exception failure);
}
