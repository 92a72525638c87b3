using Microsoft.DurableTask.Client;
using Pricing.Api.Endpoints;

namespace PricingFunctions.Durable;

/// <summary>
/// Starts runs for the endpoints. The worker gets its client of the task hub with each invocation and not from the
/// services, so the invoked function hands it in here.
/// </summary>
/// <param name="nights">Keeps the nights going.</param>
public sealed class DurableRunEngine(DurableNights nights) : IRunEngine
{
    /// <summary>The task hub of this invocation.</summary>
    public DurableTaskClient? Client { get; set; }

    /// <inheritdoc/>
    public Task WakeAsync(CancellationToken cancellationToken) => nights.In(Client!).EnsureAsync("http", cancellationToken);
}
