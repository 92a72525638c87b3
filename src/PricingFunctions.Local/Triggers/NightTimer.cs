using NCrontab;
using Pricing.Pipeline.Nights.Ledger;
using PricingFunctions.Local.TaskHub;

namespace PricingFunctions.Local.Triggers;

/// <summary>
/// Asks for a pass on schedule, on a host that stays up: one that ends with its first pass would leave open what the timer
/// asks for in its last moment. The schedule is in UTC, as in the cloud.
/// </summary>
/// <param name="engine">Does the pass.</param>
/// <param name="options">The schedule.</param>
/// <param name="clock">The time.</param>
internal sealed class NightTimer(NightsEngine engine, NightOptions options, TimeProvider clock)
{
    /// <summary>A delay can last 49 days at most, and a schedule may be rarer.</summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(1);

    private readonly CrontabSchedule schedule =
        CrontabSchedule.Parse(options.Schedule, new() { IncludingSeconds = true });

    /// <summary>Asks until it is stopped.</summary>
    /// <param name="stoppingToken">Stops it.</param>
    public async Task RunAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var due = schedule.GetNextOccurrence(clock.GetUtcNow().UtcDateTime);
            while (due - clock.GetUtcNow().UtcDateTime is var left && left > TimeSpan.Zero)
            {
                await Task.Delay(left < LongestDelay ? left : LongestDelay, clock, stoppingToken);
            }

            engine.Wake("timer");
        }
    }
}
