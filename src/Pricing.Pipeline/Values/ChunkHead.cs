using Pricing.Pipeline.Sealing;

namespace Pricing.Pipeline.Values;

/// <summary>
/// Heads one transaction of values and counts them. It is written in the same transaction, so it is there exactly
/// when they all are, and a run is counted by reading its heads.
/// </summary>
public sealed record ChunkHead
{
    /// <summary>The run's business date.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The run's version.</summary>
    public required int Version { get; init; }

    /// <summary>The chunk, from 0.</summary>
    public required int Chunk { get; init; }

    /// <summary>The transaction in the chunk, from 0.</summary>
    public required int Part { get; init; }

    /// <summary>Values in this transaction, failed ones included.</summary>
    public required int Rows { get; init; }

    /// <summary>Values that failed, stored or unchanged.</summary>
    public required int Failed { get; init; }

    /// <summary>Values that are provisional, stored or unchanged.</summary>
    public required int Provisional { get; init; }

    /// <summary>Values that say what was stored before; they have no row.</summary>
    public required int Unchanged { get; init; }

    /// <summary>The root of its values' hashes; <see cref="Seals.Unsealed"/> in heads from before values were sealed.</summary>
    public string Root { get; init => field = value ?? Seals.Unsealed; } = Seals.Unsealed;
}
