using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PricingFunctions.Durable;

namespace PricingFunctions.Triggers;

/// <summary>
/// Says on schedule: make sure that every business date up to now is valued. Which dates those are is the ledger's to
/// say, so it does not matter how often this fires, or whether it was missed.
/// </summary>
/// <param name="nights">Keeps the nights going.</param>
public sealed class FetchClosingPrices(DurableNights nights)
{
    /// <summary>Fires.</summary>
    /// <param name="timer">Its occurrence; not looked at, since its schedule status is null where none is kept.</param>
    /// <param name="client">The task hub.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    [Function(nameof(FetchClosingPrices))]
    public async Task RunAsync(
        [TimerTrigger("%Night:Schedule%")] TimerInfo timer,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var keeper = nights.In(client);
        await keeper.EnsureAsync("timer", cancellationToken);
        await keeper.TidyAsync(cancellationToken);
    }
}
