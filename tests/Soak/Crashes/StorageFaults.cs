using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Soak.Crashes;

/// <summary>Disturbs a call in the pipeline of the storage clients, outside of their own retries.</summary>
/// <param name="plan">Which call.</param>
internal sealed class StorageFaults(FaultPlan plan) : HttpPipelinePolicy
{
    private static readonly TimeSpan Lateness = TimeSpan.FromMilliseconds(15);

    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var (client, method, resource) = await CallKey.OfAsync(message.Request);
        switch (plan.Meet(client, method, resource))
        {
            case null:
                await ProcessNextAsync(message, pipeline);
                return;
            case Fault.Before:
                // As the clients say it when their own tries are used up.
                throw new AggregateException("Retry failed after 6 tries.", new RequestFailedException(0, "The connection broke.", new IOException("The connection broke.")));
            case Fault.After:
                await ProcessNextAsync(message, pipeline);
                throw new RequestFailedException(500, "The operation could not be completed within the permitted time.", "OperationTimedOut", innerException: null);
            case Fault.Late:
                await Task.Delay(Lateness, message.CancellationToken);
                await ProcessNextAsync(message, pipeline);
                return;
            case Fault.Twice:
                await ProcessNextAsync(message, pipeline);
                await ProcessNextAsync(message, pipeline);
                return;
            default:
                await ProcessNextAsync(message, pipeline);
                plan.Die();
                return;
        }
    }

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The pipeline makes no calls that block.");
}
