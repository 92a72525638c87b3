using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Controls.Access;

/// <summary>Writes the access log every few seconds, and when the host ends.</summary>
/// <param name="log">The log.</param>
/// <param name="clock">The time.</param>
/// <param name="logger">Says what could not be written.</param>
public sealed partial class AccessFlush(AccessLog log, TimeProvider clock, ILogger<AccessFlush> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await TryAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host ends.
        }
    }

    private async Task TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await log.FlushAsync(cancellationToken);
        }
        catch (Exception failure) when (StorageFailure.IsOne(failure) || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // A call that took too long is given up by its client: the host goes on, and what was noted stays in the queue.
            LogNotWritten(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The access log could not be written; it is tried again")]
    private partial void LogNotWritten(Exception failure);
}
