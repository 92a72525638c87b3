using Pricing.Files.Schemas;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Intake.Doors;

/// <summary>The containers that files are dropped into. Every kind of file may come by each.</summary>
/// <param name="storage">The containers.</param>
public sealed class FileDoors(PipelineStorage storage)
{
    /// <summary>Where people drop grants and events.</summary>
    public FileDoor GrantBatches { get; } = new(storage.GrantBatches, FileKind.Grants, "blob");

    /// <summary>Where people drop market data.</summary>
    public FileDoor PriceFiles { get; } = new(storage.PriceFiles, FileKind.Prices, "blob|" + PipelineStorage.PriceFilesContainer);

    /// <summary>All of them.</summary>
    public IReadOnlyList<FileDoor> All => [GrantBatches, PriceFiles];

    /// <summary>The door of a container, or null.</summary>
    /// <param name="container">The container's name.</param>
    public FileDoor? Find(string container) => All.FirstOrDefault(door => door.Name == container);
}
