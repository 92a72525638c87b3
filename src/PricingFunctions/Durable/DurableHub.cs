using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Pricing.Pipeline.Nights.Passes;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Nights.Steps;

namespace PricingFunctions.Durable;

/// <summary>The task hub of Durable Functions.</summary>
/// <param name="client">The client of an invocation.</param>
public sealed class DurableHub(DurableTaskClient client) : ITaskHub
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<HubInstance>> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        var query = new OrchestrationQuery { InstanceIdPrefix = prefix, FetchInputsAndOutputs = true };
        var instances = new List<HubInstance>();
        await foreach (var instance in client.GetAllInstancesAsync(query).WithCancellation(cancellationToken))
        {
            instances.Add(Instance(instance));
        }

        return instances;
    }

    /// <inheritdoc/>
    public Task StartAsync(NightsPass pass, CancellationToken cancellationToken) =>
        client.ScheduleNewOrchestrationInstanceAsync(
            NightlyValuation.Nights.Name, pass, new StartOrchestrationOptions(pass.InstanceId), cancellationToken);

    /// <inheritdoc/>
    public Task TerminateAsync(string instanceId, string reason, CancellationToken cancellationToken) =>
        client.TerminateInstanceAsync(instanceId, reason, cancellationToken);

    /// <inheritdoc/>
    public Task PurgeAsync(string instanceId, CancellationToken cancellationToken) =>
        client.PurgeInstanceAsync(instanceId, cancellationToken);

    private static HubInstance Instance(OrchestrationMetadata instance) => new(
        instance.InstanceId,
        !instance.IsCompleted,
        instance.LastUpdatedAt,
        Failure(instance),
        string.IsNullOrEmpty(instance.SerializedCustomStatus)
            ? null
            : JsonSerializer.Deserialize(instance.SerializedCustomStatus, StepJson.Readable.RunProgress));

    private static string? Failure(OrchestrationMetadata instance)
    {
        if (instance.FailureDetails is not { } details)
            return instance.RuntimeStatus == OrchestrationRuntimeStatus.Terminated ? "It was terminated." : null;

        // What a step said of itself is inside of what each orchestration above it says of the one below.
        while (details.InnerFailure is { } inner) details = inner;
        return details.ErrorMessage;
    }
}
