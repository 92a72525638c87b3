using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Soak.Crashes;

namespace Soak.Engines;

/// <summary>Disturbs calls that the engine itself makes in its hub, outside of the retries of its clients.</summary>
/// <param name="client">Blobs, queues or tables.</param>
/// <param name="choose">What happens to the how many-th call of a kind, from 1; null for nothing.</param>
/// <param name="calls">Counts the calls of each kind.</param>
internal sealed partial class HubFaults(string client, Func<string, int, Fault?> choose, ConcurrentDictionary<string, int> calls)
    : FaultyCalls(TimeSpan.FromMilliseconds(300))
{
    protected override Exception NotThrough => new RequestFailedException(503, "The server is busy.", "ServerBusy", innerException: null);

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

    protected override ValueTask<Fault?> ChooseAsync(Request request)
    {
        var kind = $"{client} {KindOf(request)}";
        return new(choose(kind, calls.AddOrUpdate(kind, 1, (_, count) => count + 1)));
    }

    /// <summary>The method, the operation, and the resource without what is another one for each hub, host, instance or message.</summary>
    private static string KindOf(Request request)
    {
        var address = request.Uri.ToUri();
        var path = string.Join('/', Uri.UnescapeDataString(address.AbsolutePath).Split('/').Skip(2));
        var operation = Operation().Match(address.Query).Value.TrimStart('?', '&');
        var lease = request.Headers.TryGetValue("x-ms-lease-action", out var action) ? action : "";
        return $"{request.Method.Method} {Names().Replace(path, "")} {operation} {lease}".Trim();
    }

    [GeneratedRegex("[?&](comp|restype)=[a-z]+")]
    private static partial Regex Operation();

    [GeneratedRegex(@"\(.*|[0-9a-f-]{8,}.*|(?<=/messages)/.*")]
    private static partial Regex Names();
}
