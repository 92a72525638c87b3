using Azure.Storage.Blobs;
using Pricing.Files.Schemas;

namespace Pricing.Pipeline.Intake.Doors;

/// <summary>A container that files are dropped into.</summary>
/// <param name="Container">The container; its name is the door's.</param>
/// <param name="Otherwise">What a file is taken as whose header does not say what it holds.</param>
/// <param name="SeenPartition">The partition of the ledger that says which blobs were looked at.</param>
public sealed record FileDoor(BlobContainerClient Container, FileKind Otherwise, string SeenPartition)
{
    /// <summary>The door's name.</summary>
    public string Name => Container.Name;
}
