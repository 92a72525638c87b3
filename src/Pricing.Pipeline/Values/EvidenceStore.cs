using System.Text.Json;
using Azure;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Valuations;

namespace Pricing.Pipeline.Values;

/// <summary>Keeps evidence under the hash of its content, <c>evidence/{hash}.json</c>.</summary>
/// <param name="storage">The container.</param>
public sealed class EvidenceStore(PipelineStorage storage)
{
    /// <summary>Stores the evidence of a value, where it is not there yet.</summary>
    /// <param name="value">A value that did not fail.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The hash.</returns>
    public async Task<string> StoreAsync(GrantValue value, CancellationToken cancellationToken)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(ValueEvidence.Of(value), ValueJson.Readable.ValueEvidence);
        var hash = ContentHash.Of(content);
        try
        {
            await storage.RunFiles.GetBlobClient(Name(hash)).UploadAsync(
                BinaryData.FromBytes(content),
                new BlobUploadOptions
                {
                    Conditions = new() { IfNoneMatch = ETag.All },
                    HttpHeaders = new() { ContentType = "application/json" },
                },
                cancellationToken);
        }
        catch (RequestFailedException there) when (there.Status == 409)
        {
            // The name is the content's hash, so what is there is the same.
        }

        return hash;
    }

    /// <summary>Reads evidence.</summary>
    /// <param name="hash">The hash.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The JSON, or null where there is none of that hash.</returns>
    /// <exception cref="DamagedContentException">What is stored does not match the hash.</exception>
    public Task<BinaryData?> ReadAsync(string hash, CancellationToken cancellationToken) =>
        ContentBlob.ReadAsync(storage.RunFiles.GetBlobClient(Name(hash)), hash, cancellationToken);

    /// <summary>Reads evidence as what it says.</summary>
    /// <param name="hash">The hash.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The evidence, or null where there is none of that hash.</returns>
    /// <exception cref="DamagedContentException">What is stored does not match the hash, or is no evidence that this version reads.</exception>
    public async Task<ValueEvidence?> FindAsync(string hash, CancellationToken cancellationToken)
    {
        if (await ReadAsync(hash, cancellationToken) is not { } content) return null;

        try
        {
            return JsonSerializer.Deserialize(content, ValueJson.Readable.ValueEvidence) ?? throw Unreadable("it says nothing");
        }
        catch (JsonException unreadable)
        {
            throw Unreadable(unreadable.Message);
        }

        DamagedContentException Unreadable(string reason) =>
            new($"{storage.RunFiles.Name}/{Name(hash)}", $"is no evidence that this version reads: {reason}");
    }

    private static string Name(string hash) => $"evidence/{hash}.json";
}
