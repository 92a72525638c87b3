using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Passes;

namespace PricingFunctions.Durable;

/// <summary>Keeps the nights going in the task hub that an invocation brings with it.</summary>
/// <param name="passes">The open pass.</param>
/// <param name="options">How long it may stand still.</param>
/// <param name="logger">Says what was started again.</param>
public sealed class DurableNights(PassStore passes, NightOptions options, ILogger<NightsKeeper> logger)
{
    /// <summary>What keeps them going in a hub.</summary>
    /// <param name="client">The hub.</param>
    public NightsKeeper In(DurableTaskClient client) =>
        new(passes, new DurableHub(client), options, TimeProvider.System, logger);
}
