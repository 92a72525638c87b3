using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Soak.Crashes;

/// <summary>Disturbs calls of storage clients, outside of their own retries.</summary>
/// <param name="lateness">How long a call that is late waits.</param>
internal abstract class FaultyCalls(TimeSpan lateness) : HttpPipelinePolicy
{
    /// <summary>How a call fails that does not come through.</summary>
    protected abstract Exception NotThrough { get; }

    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var fault = await ChooseAsync(message.Request);
        if (fault == Fault.Before) throw NotThrough;
        if (fault == Fault.Late) await Task.Delay(lateness, message.CancellationToken);
        await ProcessNextAsync(message, pipeline);
        switch (fault)
        {
            case Fault.After:
                throw new RequestFailedException(500, "The operation could not be completed within the permitted time.", "OperationTimedOut", innerException: null);
            case Fault.Twice:
                await ProcessNextAsync(message, pipeline);
                break;
        }

        AfterAll(fault);
    }

    /// <summary>What happens to a call.</summary>
    /// <param name="request">The call.</param>
    protected abstract ValueTask<Fault?> ChooseAsync(Request request);

    /// <summary>Once a call took effect.</summary>
    /// <param name="fault">What happened to it.</param>
    protected virtual void AfterAll(Fault? fault)
    {
    }
}
