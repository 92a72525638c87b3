using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Pricing.Pipeline.Intake.Waiting;

/// <summary>
/// Judges the rows that wait when a host starts: its settings may have what they wait for. Before, it keeps by grant what ended before that
/// was done. It holds up no start.
/// </summary>
/// <param name="ended">What never counts, by grant.</param>
/// <param name="judge">Judges them.</param>
/// <param name="logger">Says what failed.</param>
public sealed partial class WaitingAtStart(EndedRows ended, WaitingJudge judge, ILogger<WaitingAtStart> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await ended.SeekAsync(stoppingToken);
            await judge.JudgeAllAsync(stoppingToken);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            // They are judged again before the next plan.
            LogFailed(failure);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The rows that wait could not be judged at the start")]
    private partial void LogFailed(Exception failure);
}
