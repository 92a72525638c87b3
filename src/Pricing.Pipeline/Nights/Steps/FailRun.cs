using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Orchestration;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Nights.Steps;

/// <summary>
/// Closes a run whose tries are used up: as cancelled where somebody asked to stop it and it is not sealed, else as failed with its reason. A
/// run that another engine is at is that engine's to close, and stays open.
/// </summary>
/// <param name="runs">The runs.</param>
/// <param name="claim">Whose the run is.</param>
/// <param name="cancellation">Whether somebody asked to stop it.</param>
/// <param name="chain">Which runs are sealed.</param>
/// <param name="end">Closes it.</param>
/// <param name="engine">This engine.</param>
/// <param name="logger">Says what failed.</param>
public sealed partial class FailRun(
    RunStore runs, RunClaim claim, RunCancellation cancellation, RunChain chain, RunEnd end, EngineName engine, ILogger<FailRun> logger)
    : IActivity<RunFailure, RunState>
{
    /// <inheritdoc/>
    public async Task<RunState> RunAsync(RunFailure input, CancellationToken cancellationToken)
    {
        var run = await runs.GetAsync(input.Run, cancellationToken);
        if (run.IsOpen && !await claim.TryTakeAsync(input.Run, engine, cancellationToken))
        {
            LogLeft(input.Run, input.Reason);
            return RunState.Of(run);
        }

        LogFailed(input.Run, input.Reason);
        return RunState.Of(await IsToStopAsync(input.Run, cancellationToken)
            ? await end.CloseAsync(input.Run, RunStatus.Cancelled, cancellationToken)
            : await end.FailAsync(input.Run, input.Reason, cancellationToken));
    }

    private async Task<bool> IsToStopAsync(NightRun run, CancellationToken cancellationToken)
    {
        try
        {
            return await cancellation.FindAsync(run, cancellationToken) is not null && !await chain.MayHaveAsync(run, cancellationToken);
        }
        catch (DamagedContentException)
        {
            // The request cannot be read, which is what the run failed of.
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Run {Run} failed: {Reason}")]
    private partial void LogFailed(NightRun run, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "Run {Run} is left as it is: {Reason}")]
    private partial void LogLeft(NightRun run, string reason);
}

/// <summary>A run that cannot go on.</summary>
/// <param name="Run">The run.</param>
/// <param name="Reason">Which step failed, and what of.</param>
public sealed record RunFailure(NightRun Run, string Reason) : ITracedInput
{
    string ITracedInput.RunId => Run.Id;

    int? ITracedInput.Chunk => null;
}
