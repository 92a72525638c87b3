using Azure;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Storage;

namespace PricingFunctions.Local.Hosting;

/// <summary>Drops the sample batches into their container, as a user would.</summary>
internal static class SampleBatches
{
    /// <summary>Uploads every batch of the folder; one that is there already stays as it is.</summary>
    /// <param name="folder">The folder <c>samples/grants</c>.</param>
    /// <param name="storage">The container.</param>
    /// <param name="cancellationToken">Stops the uploads.</param>
    public static async Task UploadAsync(string folder, PipelineStorage storage, CancellationToken cancellationToken)
    {
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
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
