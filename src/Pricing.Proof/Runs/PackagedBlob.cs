using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure;
using Pricing.Pipeline.Storage;

namespace Pricing.Proof.Runs;

/// <summary>Reads blobs that stand beside runs in a package only.</summary>
internal static class PackagedBlob
{
    /// <summary>Reads one.</summary>
    /// <typeparam name="T">What it holds.</typeparam>
    /// <param name="storage">The storage.</param>
    /// <param name="name">Its name.</param>
    /// <param name="json">Its JSON.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What it holds; null where it is not there.</returns>
    /// <exception cref="JsonException">It is none.</exception>
    public static async Task<T?> FindAsync<T>(PipelineStorage storage, string name, JsonTypeInfo<T> json, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            var content = await storage.RunFiles.GetBlobClient(name).DownloadContentAsync(cancellationToken);
            return JsonSerializer.Deserialize(content.Value.Content, json);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }
}
