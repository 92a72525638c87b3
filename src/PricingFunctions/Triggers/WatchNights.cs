using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Nights.Watch;

namespace PricingFunctions.Triggers;

/// <summary>
/// Measures how late the nights are and how many rows wait, which the alerts read, and reports runs that take longer than they may. It repairs
/// nothing: that needs somebody to look.
/// </summary>
/// <param name="lag">Measures.</param>
/// <param name="waiting">Counts the rows that wait.</param>
/// <param name="watch">Finds the runs.</param>
/// <param name="logger">Reports them.</param>
public sealed partial class WatchNights(
    LagProbe lag, WaitingProbe waiting, RunWatch watch, ILogger<WatchNights> logger)
{
    /// <summary>Fires every ten minutes.</summary>
    /// <param name="timer">Its occurrence.</param>
    /// <param name="cancellationToken">Stops it.</param>
    [Function(nameof(WatchNights))]
    public async Task RunAsync([TimerTrigger("0 */10 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        await lag.MeasureAsync(cancellationToken);
        await waiting.MeasureAsync(cancellationToken);
        await foreach (var run in watch.OverdueAsync(cancellationToken))
        {
            LogOverdue(run.ToRun(), run.Status, run.AskedAt, run.StartedAt, run.Engine);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Run {Run} is overdue: {Status}, asked for at {AskedAt:O}, started at {StartedAt:O} by '{Engine}'")]
    private partial void LogOverdue(
        NightRun run, RunStatus status, DateTimeOffset askedAt, DateTimeOffset? startedAt, string engine);
}
