using Azure.Core;
using Azure.Core.Pipeline;

namespace PricingFunctions.Local.TaskHub;

/// <summary>
/// Slows the polling of the hub's queues while nothing is under way. The framework looks at an empty queue every second
/// at the latest, and cannot be told otherwise while it runs; here its looks are held back to one every five.
/// </summary>
/// <param name="clock">The time.</param>
public sealed class IdlePolling(TimeProvider clock) : HttpPipelinePolicy
{
    /// <summary>The framework's own longest pause between two looks at an empty queue.</summary>
    public static readonly TimeSpan BusyInterval = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause between two looks while nothing is under way.</summary>
    public static readonly TimeSpan IdleInterval = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private TaskCompletionSource? busy = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether a pass is under way; what is held back goes on at once where one begins.</summary>
    public bool IsBusy
    {
        get
        {
            lock (gate) return busy is null;
        }

        set
        {
            lock (gate)
            {
                if (value)
                {
                    busy?.SetResult();
                    busy = null;
                }
                else
                {
                    busy ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
                }
            }
        }
    }

    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (IsLook(message.Request) && Busy() is { } wait)
        {
            await Task.WhenAny(wait, Task.Delay(IdleInterval - BusyInterval, clock, message.CancellationToken));
        }

        await ProcessNextAsync(message, pipeline);
    }

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        ProcessNext(message, pipeline);

    private static bool IsLook(Request request) =>
        request.Method == RequestMethod.Get && request.Uri.Path.EndsWith("/messages", StringComparison.Ordinal);

    private Task? Busy()
    {
        lock (gate) return busy?.Task;
    }
}
