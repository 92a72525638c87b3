using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Nights.Runs;

/// <summary>
/// The manifests of runs beside their exports, <c>{date}/v{n}/run.json</c>: who reads the exports sees there that a run
/// failed, of what, and what is missing.
/// </summary>
/// <param name="storage">The container.</param>
public sealed class RunManifests(PipelineStorage storage)
{
    // A name that no manifest ever had is damage, also where what it holds is empty.
    private static readonly RunJson Strict = new(new(ReadableJson.Options()) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow });

    /// <summary>Writes the manifest of a run at its end.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task WriteAsync(RunRecord run, CancellationToken cancellationToken) => Blob(run.ToRun())
        .UploadAsync(
            BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(run, RunJson.Readable.RunRecord)),
            new BlobUploadOptions { HttpHeaders = new() { ContentType = "application/json" } },
            cancellationToken);

    /// <summary>Reads the manifest of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="Azure.RequestFailedException">It is not there.</exception>
    /// <exception cref="JsonException">It is none.</exception>
    public async Task<RunRecord> ReadAsync(NightRun run, CancellationToken cancellationToken) => JsonSerializer.Deserialize(
        (await Blob(run).DownloadContentAsync(cancellationToken)).Value.Content, Strict.RunRecord)!;

    private BlobClient Blob(NightRun run) => storage.RunFiles.GetBlobClient($"{run.Folder}/run.json");
}
