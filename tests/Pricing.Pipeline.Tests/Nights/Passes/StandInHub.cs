using System.Collections.Concurrent;
using Pricing.Pipeline.Nights.Passes;
using Pricing.Pipeline.Nights.Runs;

namespace Pricing.Pipeline.Tests.Nights.Passes;

/// <summary>A task hub in which instances do what a test says.</summary>
/// <param name="clock">The time of what moves.</param>
internal sealed class StandInHub(TimeProvider clock) : ITaskHub
{
    public ConcurrentDictionary<string, HubInstance> Instances { get; } = new(StringComparer.Ordinal);

    public ConcurrentQueue<string> Started { get; } = [];

    public ConcurrentQueue<string> Terminated { get; } = [];

    public void Move(string id, bool isOpen = true, string? failure = null) =>
        Instances[id] = new(id, isOpen, clock.GetUtcNow(), failure, null);

    public Task<IReadOnlyList<HubInstance>> ListAsync(string prefix, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<HubInstance>>(
            [.. Instances.Values.Where(instance => instance.Id.StartsWith(prefix, StringComparison.Ordinal))]);

    public Task StartAsync(NightsPass pass, CancellationToken cancellationToken)
    {
        Started.Enqueue(pass.InstanceId);
        Move(pass.InstanceId);
        return Task.CompletedTask;
    }

    public Task TerminateAsync(string instanceId, string reason, CancellationToken cancellationToken)
    {
        Terminated.Enqueue(instanceId);
        Move(instanceId, isOpen: false, reason);
        return Task.CompletedTask;
    }

    public Task PurgeAsync(string instanceId, CancellationToken cancellationToken)
    {
        Instances.TryRemove(instanceId, out _);
        return Task.CompletedTask;
    }
}
