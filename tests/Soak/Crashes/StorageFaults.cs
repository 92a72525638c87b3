using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Soak.Crashes;

/// <summary>Disturbs a call in the pipeline of the storage clients, or ends the process at it.</summary>
/// <param name="plan">Which call.</param>
internal sealed class StorageFaults(FaultPlan plan) : FaultyCalls(TimeSpan.FromMilliseconds(15))
{
    // As the clients say it when their own tries are used up.
    protected override Exception NotThrough =>
        new AggregateException("Retry failed after 6 tries.", new RequestFailedException(0, "The connection broke.", new IOException("The connection broke.")));

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("The pipeline makes no calls that block.");

    protected override async ValueTask<Fault?> ChooseAsync(Request request)
    {
        var (client, method, resource) = await CallKey.OfAsync(request);
        return plan.Meet(client, method, resource);
    }

    protected override void AfterAll(Fault? fault)
    {
        if (fault == Fault.CrashAfter) plan.Die();
    }
}
