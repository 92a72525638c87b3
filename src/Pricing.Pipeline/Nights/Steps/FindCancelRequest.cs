using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Orchestration;

namespace Pricing.Pipeline.Nights.Steps;

/// <summary>Says whether somebody asked for a run to be stopped.</summary>
/// <param name="cancellation">The requests.</param>
public sealed class FindCancelRequest(RunCancellation cancellation) : IActivity<NightRun, bool>
{
    /// <inheritdoc/>
    public async Task<bool> RunAsync(NightRun input, CancellationToken cancellationToken) =>
        await cancellation.FindAsync(input, cancellationToken) is not null;
}
