using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Nights.Runs;

/// <summary>
/// Requests to stop runs: the blob <c>{date}/v{n}/cancel.json</c>, beside the run's row and not in it, since the row is
/// its engine's alone to write. It reaches a run that has not started, and one that fails each time before it looks.
/// </summary>
/// <param name="storage">The container.</param>
public sealed class RunCancellation(PipelineStorage storage)
{
    /// <summary>Notes a request; the first one stays.</summary>
    /// <param name="run">The run.</param>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task RequestAsync(NightRun run, CancelRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await Blob(run).UploadAsync(
                BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(request, RunJson.Readable.CancelRequest)),
                new BlobUploadOptions { Conditions = new() { IfNoneMatch = ETag.All } },
                cancellationToken);
        }
        catch (RequestFailedException there) when (there.Status == 409)
        {
            // Asked for before.
        }
    }

    /// <summary>The request to stop a run, or null.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<CancelRequest?> FindAsync(NightRun run, CancellationToken cancellationToken)
    {
        try
        {
            var content = await Blob(run).DownloadContentAsync(cancellationToken);
            return JsonSerializer.Deserialize(content.Value.Content, RunJson.Readable.CancelRequest);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    private BlobClient Blob(NightRun run) => storage.RunFiles.GetBlobClient($"{run.Folder}/cancel.json");
}

/// <summary>Somebody asked for a run to be stopped.</summary>
/// <param name="Reason">Why.</param>
/// <param name="AskedBy">Who.</param>
/// <param name="AskedAt">When, UTC.</param>
public sealed record CancelRequest(string Reason, string AskedBy, DateTimeOffset AskedAt);
