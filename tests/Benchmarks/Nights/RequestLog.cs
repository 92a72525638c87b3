using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Pricing.Pipeline.Storage;

namespace Benchmarks.Nights;

/// <summary>Counts the requests to the storage by kind: what is asked of which table or container.</summary>
internal sealed class RequestLog : HttpPipelinePolicy
{
    private readonly ConcurrentDictionary<string, int> counts = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, int> Counts => counts;

    public void Clear() => counts.Clear();

    /// <summary>The pipeline's storage, whose requests are counted.</summary>
    public PipelineStorage Storage(StorageOptions account)
    {
        var blobs = new BlobClientOptions(StorageClients.BlobVersion);
        blobs.AddPolicy(this, HttpPipelinePosition.PerRetry);
        var tables = new TableClientOptions();
        tables.AddPolicy(this, HttpPipelinePosition.PerRetry);
        return new(new BlobServiceClient(account.ConnectionString, blobs), new TableServiceClient(account.ConnectionString, tables));
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        counts.AddOrUpdate(KindOf(message.Request), 1, static (_, count) => count + 1);
        await ProcessNextAsync(message, pipeline);
    }

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        counts.AddOrUpdate(KindOf(message.Request), 1, static (_, count) => count + 1);
        ProcessNext(message, pipeline);
    }

    // An address is host/account/rest: the rest names a table, an entity of it, a batch, or a container and a blob.
    private static string KindOf(Request request)
    {
        var address = request.Uri.ToUri();
        var path = address.AbsolutePath.Split('/', 4);
        var place = path.Length > 2 ? path[2] : "";
        var rest = path.Length > 3 ? path[3] : "";
        var table = place.Split('(')[0];
        var what = place == "$batch" ? "transaction"
            : place.EndsWith("()", StringComparison.Ordinal) ? $"query {table}"
            : place.Contains('(', StringComparison.Ordinal) ? $"row {table}"
            : rest.Length == 0 ? $"list {place}"
            : $"blob {place}/{FolderOf(rest)}";
        return $"{request.Method} {what}";
    }

    private static string FolderOf(string blob)
    {
        var parts = Uri.UnescapeDataString(blob).Split('/');
        return parts.Length == 1 ? "*" : char.IsAsciiDigit(parts[0][0]) ? parts[^2] is "values" ? "values" : parts[^1] : parts[0];
    }
}
