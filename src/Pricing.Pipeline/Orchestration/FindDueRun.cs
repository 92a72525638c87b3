namespace Pricing.Pipeline.Orchestration;

/// <summary>Says which run is due next.</summary>
/// <param name="ledger">Decides.</param>
public sealed class FindDueRun(NightLedger ledger) : IActivity<string, NightRun?>
{
    /// <inheritdoc/>
    public Task<NightRun?> RunAsync(string input, CancellationToken cancellationToken) =>
        ledger.FindDueAsync(input, cancellationToken);
}
