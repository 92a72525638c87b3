using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Orchestration;

namespace Pricing.Pipeline.Nights.Steps;

/// <summary>Counts what is stored against the plan and writes the manifest, last.</summary>
/// <param name="end">Counts and closes.</param>
public sealed class CompleteRun(RunEnd end) : IActivity<NightRun, RunState>
{
    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The table holds another number of values than were planned.</exception>
    public async Task<RunState> RunAsync(NightRun input, CancellationToken cancellationToken) =>
        RunState.Of(await end.CloseAsync(input, RunStatus.Completed, cancellationToken));
}
