using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Orchestration;

namespace Pricing.Pipeline.Nights.Steps;

/// <summary>Says which run is due next.</summary>
/// <param name="ledger">Decides.</param>
public sealed class FindDueRun(NightLedger ledger) : IActivity<string, NightRun?>
{
    /// <inheritdoc/>
    public Task<NightRun?> RunAsync(string input, CancellationToken cancellationToken) =>
        ledger.FindDueAsync(input, cancellationToken);
}
