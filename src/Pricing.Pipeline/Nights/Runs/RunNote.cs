using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Nights.Runs;

/// <summary>
/// What people say of runs: a blob <c>{date}/v{n}/{name}.json</c>, beside the run's row and not in it, since the row is
/// its engine's alone to write.
/// </summary>
/// <typeparam name="T">What they say.</typeparam>
/// <param name="storage">The container.</param>
/// <param name="name">The blob's name.</param>
/// <param name="type">Its JSON.</param>
internal sealed class RunNote<T>(PipelineStorage storage, string name, JsonTypeInfo<T> type)
    where T : class
{
    /// <summary>Notes it; what was said first stays.</summary>
    /// <returns>Whether nothing was said before.</returns>
    public async Task<bool> AddAsync(NightRun run, T note, CancellationToken cancellationToken)
    {
        try
        {
            await Blob(run).UploadAsync(
                BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(note, type)),
                new BlobUploadOptions { Conditions = new() { IfNoneMatch = ETag.All } },
                cancellationToken);
            return true;
        }
        catch (RequestFailedException there) when (there.Status == 409)
        {
            return false;
        }
    }

    /// <summary>What was said of a run, or null.</summary>
    /// <exception cref="DamagedContentException">Something was said that cannot be read.</exception>
    public async Task<T?> FindAsync(NightRun run, CancellationToken cancellationToken)
    {
        try
        {
            var content = await Blob(run).DownloadContentAsync(cancellationToken);
            return JsonSerializer.Deserialize(content.Value.Content, type) ?? throw Damage(run, "it is empty");
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
        catch (JsonException unreadable)
        {
            throw Damage(run, unreadable.Message);
        }
    }

    private DamagedContentException Damage(NightRun run, string reason) =>
        new($"{storage.RunFiles.Name}/{Blob(run).Name}", $"cannot be read: {reason}");

    private BlobClient Blob(NightRun run) => storage.RunFiles.GetBlobClient($"{run.Folder}/{name}.json");
}
