using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Orchestration;

namespace Pricing.Pipeline.Nights.Steps;

/// <summary>Notes that a run was stopped on request. What it stored stays; its date can be asked for again.</summary>
/// <param name="end">Closes it.</param>
public sealed class CancelRun(RunEnd end) : IActivity<NightRun, RunState>
{
    /// <inheritdoc/>
    public async Task<RunState> RunAsync(NightRun input, CancellationToken cancellationToken) =>
        RunState.Of(await end.CloseAsync(input, RunStatus.Cancelled, cancellationToken));
}
