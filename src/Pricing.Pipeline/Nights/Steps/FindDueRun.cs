using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Passes;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Orchestration;

namespace Pricing.Pipeline.Nights.Steps;

/// <summary>
/// Says which run is due next, and ends the pass where none is. First it closes to the end what a process left half closed when
/// it went away.
/// </summary>
/// <param name="passes">The open pass.</param>
/// <param name="ledger">Decides.</param>
/// <param name="end">Closes.</param>
public sealed class FindDueRun(PassStore passes, NightLedger ledger, RunEnd end) : IActivity<NightsPass, NightRun?>
{
    /// <inheritdoc/>
    public async Task<NightRun?> RunAsync(NightsPass input, CancellationToken cancellationToken)
    {
        while (await passes.FindAsync(cancellationToken) is { } open && open.Pass.Id == input.Id)
        {
            foreach (var half in await ledger.HalfClosedAsync(cancellationToken)) await end.FinishAsync(half, cancellationToken);
            if (await ledger.FindDueAsync(input.AskedBy, cancellationToken) is { } due) return due;
            if (await passes.TryCloseAsync(open, cancellationToken)) return null;
        }

        // Another pass took this one's place, and does what is due.
        return null;
    }
}
