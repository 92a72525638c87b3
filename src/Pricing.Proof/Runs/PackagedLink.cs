using System.Text.Json;
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
    public const string Place = $"runs/{Name}";

    /// <summary>The name of its blob.</summary>
    public const string Name = "links.json";

    /// <summary>The list; null in a storage that is no package.</summary>
    public static Task<PackagedLink[]?> FindAsync(PipelineStorage storage, CancellationToken cancellationToken) =>
        PackagedBlob.FindAsync(storage, Name, PackagedJson.Readable.PackagedLinkArray, cancellationToken);

    /// <summary>The list as its blob holds it.</summary>
    /// <param name="links">The links.</param>
    public static BinaryData Content(PackagedLink[] links) =>
        BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(links, PackagedJson.Readable.PackagedLinkArray));
}
