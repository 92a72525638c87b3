using Microsoft.Extensions.Hosting;
using NCrontab;
using Pricing.Pipeline.Orchestration;

namespace PricingFunctions.Local.Triggers;

/// <summary>Asks for a pass on schedule. The schedule is in UTC, as in the cloud.</summary>
/// <param name="worker">Does the pass.</param>
/// <param name="options">The schedule.</param>
/// <param name="clock">The time.</param>
internal sealed class NightTimer(NightWorker worker, NightOptions options, TimeProvider clock) : BackgroundService
{
    private readonly CrontabSchedule schedule =
        CrontabSchedule.Parse(options.Schedule, new() { IncludingSeconds = true });

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var now = clock.GetUtcNow().UtcDateTime;
            await Task.Delay(schedule.GetNextOccurrence(now) - now, clock, stoppingToken);
            worker.Ask("timer");
        }
    }
}
