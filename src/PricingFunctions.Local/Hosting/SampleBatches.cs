using Azure;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Storage;

namespace PricingFunctions.Local.Hosting;

/// <summary>Drops the sample batches into their container, as a user would.</summary>
internal static class SampleBatches
{
    /// <summary>The sample batches.</summary>
    /// <param name="root">The repository's top folder.</param>
    public static IEnumerable<string> Files(string root) =>
        Directory.EnumerateFiles(Path.Combine(root, "samples", "grants")).Order(StringComparer.Ordinal);

    /// <summary>Uploads every sample batch; one that is there already stays as it is.</summary>
    /// <param name="root">The repository's top folder.</param>
    /// <param name="storage">The container.</param>
    /// <param name="cancellationToken">Stops the uploads.</param>
    public static async Task UploadAsync(string root, PipelineStorage storage, CancellationToken cancellationToken)
    {
        foreach (var file in Files(root))
        {
            try
            {
                await storage.GrantBatches.GetBlobClient(Path.GetFileName(file)).UploadAsync(
                    file, new BlobUploadOptions { Conditions = new() { IfNoneMatch = ETag.All } }, cancellationToken);
            }
            catch (RequestFailedException there) when (there.Status == 409)
            {
                // Uploaded by an earlier start.
            }
        }
    }
}
