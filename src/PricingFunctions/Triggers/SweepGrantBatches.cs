using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Pipeline.Intake.Batches;

namespace PricingFunctions.Triggers;

/// <summary>Takes in what an event or a poll lost: compares the container with the ledger.</summary>
/// <param name="services">The services.</param>
public sealed class SweepGrantBatches(IServiceProvider services)
{
    /// <summary>Fires every five minutes.</summary>
    /// <param name="timer">Its occurrence.</param>
    /// <param name="cancellationToken">Stops it; the next one finishes it.</param>
    [Function(nameof(SweepGrantBatches))]
    public Task RunAsync([TimerTrigger("30 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        // A sweep remembers the ledger as it first read it; other instances write to it, so each starts afresh.
        var sweep = ActivatorUtilities.CreateInstance<BatchSweep>(services);
        return sweep.SweepAsync(cancellationToken);
    }
}
