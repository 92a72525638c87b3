using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pricing.Api.Endpoints;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Nights.Steps;
using PricingFunctions.Local.Engine;

namespace PricingFunctions.Local.Triggers;

/// <summary>Makes up the runs that are due, one pass at a time, whoever asks: the timer, a request, the start.</summary>
/// <param name="runner">Runs orchestrations.</param>
/// <param name="logger">Says what failed.</param>
internal sealed partial class NightWorker(LedgerRunner runner, ILogger<NightWorker> logger) : BackgroundService, IRunEngine
{
    private readonly Channel<Pass> passes = Channel.CreateUnbounded<Pass>();

    /// <summary>Asks for a pass and waits until it is through.</summary>
    /// <param name="askedBy">Who asks.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task RunAsync(string askedBy, CancellationToken cancellationToken)
    {
        var pass = Ask(askedBy);
        await pass.Done.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Asks for a pass.</summary>
    /// <param name="askedBy">Who asks.</param>
    public Pass Ask(string askedBy)
    {
        var pass = new Pass(askedBy, new(TaskCreationOptions.RunContinuationsAsynchronously));
        passes.Writer.TryWrite(pass);
        return pass;
    }

    /// <inheritdoc/>
    public Task WakeAsync(CancellationToken cancellationToken)
    {
        Ask("http");
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task CancelAsync(NightRun run, CancellationToken cancellationToken)
    {
        runner.RequestCancel(run.InstanceId);
        return WakeAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var pass in passes.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await runner.RunAsync(
                    NightlyValuation.Nights, NightlyValuation.NightsInstance, pass.AskedBy, stoppingToken);
                pass.Done.SetResult();
            }
            catch (OperationCanceledException stopped) when (stoppingToken.IsCancellationRequested)
            {
                pass.Done.SetCanceled(stopped.CancellationToken);
                throw;
            }
            catch (Exception failure)
            {
                // The run stays in the ledger; the next pass goes on with it.
                LogFailed(failure);
                pass.Done.SetException(failure);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The night stopped; the next pass goes on with it")]
    private partial void LogFailed(Exception failure);

    /// <summary>One asked-for pass.</summary>
    /// <param name="AskedBy">Who asked.</param>
    /// <param name="Done">Ends with the pass.</param>
    internal sealed record Pass(string AskedBy, TaskCompletionSource Done);
}
