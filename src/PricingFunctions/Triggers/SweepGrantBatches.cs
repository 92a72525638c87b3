using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Pipeline.Intake.Doors;

namespace PricingFunctions.Triggers;

/// <summary>Takes in what an event or a poll lost: compares the doors with the ledger.</summary>
/// <param name="services">The services.</param>
public sealed class SweepGrantBatches(IServiceProvider services)
{
    /// <summary>Fires every five minutes.</summary>
    /// <param name="timer">Its occurrence.</param>
    /// <param name="cancellationToken">Stops it; the next one finishes it.</param>
    [Function(nameof(SweepGrantBatches))]
    public async Task RunAsync([TimerTrigger("30 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        // A sweep remembers the ledger as it first read it; other instances write to it, so each starts afresh.
        using var sweep = ActivatorUtilities.CreateInstance<BlobSweep>(services);
        var watch = ActivatorUtilities.CreateInstance<DoorWatch>(services, sweep);
        await watch.GoRoundAsync(cancellationToken);
    }
}
