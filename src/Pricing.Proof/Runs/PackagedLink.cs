using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;

namespace Pricing.Proof.Runs;

/// <summary>
/// A link of the chain of completed runs in the package of one issuer, <c>links.json</c>: of the runs in which the issuer has no value
/// nothing else is there, so that the chain is whole and nobody is named.
/// </summary>
/// <param name="Link">The link.</param>
/// <param name="Own">Whether the run planned values of the issuer.</param>
internal sealed record PackagedLink(RunLink Link, bool Own)
{
    /// <summary>Where the list is, for people.</summary>
    public const string Place = "runs/links.json";

    /// <summary>The list; null in a storage that is no package.</summary>
    public static async Task<IReadOnlyList<PackagedLink>?> FindAsync(PipelineStorage storage, CancellationToken cancellationToken)
    {
        try
        {
            var content = await Blob(storage).DownloadContentAsync(cancellationToken);
            return JsonSerializer.Deserialize(content.Value.Content, PackagedJson.Readable.PackagedLinkArray);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Writes the list.</summary>
    public static Task WriteAsync(PipelineStorage storage, PackagedLink[] links, CancellationToken cancellationToken) => Blob(storage).UploadAsync(
        BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(links, PackagedJson.Readable.PackagedLinkArray)),
        new BlobUploadOptions { HttpHeaders = new() { ContentType = "application/json" } },
        cancellationToken);

    private static BlobClient Blob(PipelineStorage storage) => storage.RunFiles.GetBlobClient("links.json");
}
