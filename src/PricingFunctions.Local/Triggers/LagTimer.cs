using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.Nights.Watch;

namespace PricingFunctions.Local.Triggers;

/// <summary>Measures every minute how late the nights are, also while one runs, and how many rows wait.</summary>
/// <param name="probe">Measures.</param>
/// <param name="waiting">Counts the rows that wait.</param>
/// <param name="clock">Times the looks.</param>
/// <param name="logger">Says what failed.</param>
internal sealed partial class LagTimer(
    LagProbe probe, WaitingProbe waiting, TimeProvider clock, ILogger<LagTimer> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                await probe.MeasureAsync(stoppingToken);
                await waiting.MeasureAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // A storage that is away is no reason to stop; the missing measure shows by itself.
                LogFailed(failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lag of the nights could not be measured")]
    private partial void LogFailed(Exception failure);
}
