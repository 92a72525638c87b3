using Microsoft.DurableTask.Client;
using Pricing.Api.Endpoints;
using Pricing.Pipeline.Nights.Runs;

namespace PricingFunctions.Durable;

/// <summary>
/// Starts runs for the endpoints. The worker gets its client of the task hub with each invocation and not from the
/// services, so the invoked function hands it in here.
/// </summary>
public sealed class DurableRunEngine : IRunEngine
{
    /// <summary>The task hub of this invocation.</summary>
    public DurableTaskClient? Client { get; set; }

    /// <inheritdoc/>
    public Task WakeAsync(CancellationToken cancellationToken) =>
        Client!.EnsureNightsAsync("http", cancellationToken);

    /// <inheritdoc/>
    public async Task CancelAsync(NightRun run, CancellationToken cancellationToken)
    {
        var instance = await Client!.GetInstanceAsync(run.InstanceId, cancellationToken);
        if (instance is { IsCompleted: false })
        {
            await Client.RaiseEventAsync(run.InstanceId, DurableContext.CancelEvent, run.ToString(), cancellationToken);
        }

        await WakeAsync(cancellationToken);
    }
}
