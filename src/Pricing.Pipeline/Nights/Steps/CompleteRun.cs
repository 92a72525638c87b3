using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Orchestration;

namespace Pricing.Pipeline.Nights.Steps;

/// <summary>Counts what is stored against the plan and writes the manifest, last.</summary>
/// <param name="end">Counts and closes.</param>
public sealed class CompleteRun(RunEnd end) : IActivity<NightRun, RunRecord>
{
    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The table holds another number of values than were planned.</exception>
    public Task<RunRecord> RunAsync(NightRun input, CancellationToken cancellationToken) =>
        end.CloseAsync(input, RunStatus.Completed, cancellationToken);
}
