using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Orchestration;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Nights.Steps;

/// <summary>
/// Claims a run and notes that it started; one that is at its end stays as it is, and one that is sealed and was not completed is completed
/// with the values of its seal.
/// </summary>
/// <param name="ledger">Told that it is no longer only handed out.</param>
/// <param name="runs">The runs.</param>
/// <param name="claim">The claim.</param>
/// <param name="cancellation">Whether it is to be stopped before it starts.</param>
/// <param name="settings">Notes what it runs under.</param>
/// <param name="chain">Which runs are sealed.</param>
/// <param name="end">Completes those that are sealed.</param>
/// <param name="engine">This engine.</param>
/// <param name="clock">The time of the start.</param>
public sealed class StartRun(
    NightLedger ledger,
    RunStore runs,
    RunClaim claim,
    RunCancellation cancellation,
    RunSettings settings,
    RunChain chain,
    RunEnd end,
    EngineName engine,
    TimeProvider clock)
    : IActivity<NightRun, RunState>
{
    /// <inheritdoc/>
    public async Task<RunState> RunAsync(NightRun input, CancellationToken cancellationToken)
    {
        await ledger.TakeAsync(input, cancellationToken);
        var run = await runs.GetAsync(input, cancellationToken);
        if (run.IsDone) return RunState.Of(run);

        await claim.TakeAsync(input, engine, cancellationToken);
        var (cancel, damage) = await ReadAsync(cancellation.FindAsync(input, cancellationToken));
        var (isSealed, unreadable) = await ReadAsync(chain.HasAsync(input, cancellationToken));
        run = (isSealed || unreadable is not null ? run : await settings.AtStartAsync(run, cancellationToken)) with
        {
            Status = RunStatus.Running,
            Engine = engine.Value,
            EngineVersion = CodeVersion.Current,
            Attempts = run.Attempts + (run.Status == RunStatus.Running ? 0 : 1),
            StartedAt = run.Status == RunStatus.Running ? run.StartedAt : clock.GetUtcNow(),
            FinishedAt = null,
            CancelReason = cancel?.Reason,
            CancelledBy = cancel?.AskedBy,
            CancelledByIdentity = cancel?.AskedByIdentity,
        };
        await runs.SaveAsync(run, cancellationToken);
        if (isSealed) return RunState.Of(await end.CloseAsync(input, RunStatus.Completed, cancellationToken));

        return (damage ?? unreadable) is { } wrong ? throw wrong : RunState.Of(run);
    }

    /// <summary>What cannot be read is what the run fails of; it has started all the same.</summary>
    private static async Task<(T? Content, DamagedContentException? Damage)> ReadAsync<T>(Task<T> read)
    {
        try
        {
            return (await read, null);
        }
        catch (DamagedContentException damage)
        {
            return (default, damage);
        }
    }
}
