using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Pricing.Pipeline.Nights.Steps;

namespace PricingFunctions.Durable;

/// <summary>The one instance that makes up the nights that are due.</summary>
internal static class DurableNights
{
    private static readonly StartOrchestrationOptions Single = new StartOrchestrationOptions(NightlyValuation.NightsInstance)
        .WithDedupeStatuses(
            OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended);

    /// <summary>Starts it where it does not run already. What is due it asks the ledger itself.</summary>
    /// <param name="client">The task hub.</param>
    /// <param name="askedBy">Who asks.</param>
    /// <param name="cancellationToken">Stops the call, not the instance.</param>
    public static async Task EnsureNightsAsync(
        this DurableTaskClient client, string askedBy, CancellationToken cancellationToken)
    {
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                NightlyValuation.Nights.Name, askedBy, Single, cancellationToken);
        }
        catch (OrchestrationAlreadyExistsException)
        {
            // It runs, and comes to what was asked for after the run it is at.
        }
    }
}
