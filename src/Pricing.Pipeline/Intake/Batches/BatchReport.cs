namespace Pricing.Pipeline.Intake.Batches;

/// <summary>What became of a batch; stored beside its rejects, and in the ledger.</summary>
public sealed record BatchReport
{
    /// <summary>SHA-256 of the content: the batch's identity.</summary>
    public required string Batch { get; init; }

    /// <summary>The name of the blob that brought it first.</summary>
    public required string Name { get; init; }

    /// <summary>When it was taken in, UTC.</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary><c>grants</c> or <c>events</c>; empty where the file could not be read.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Rows read.</summary>
    public int Rows { get; init; }

    /// <summary>Rows stored.</summary>
    public int Stored { get; init; }

    /// <summary>Rows that were stored before.</summary>
    public int Unchanged { get; init; }

    /// <summary>Rows that amended an earlier version.</summary>
    public int Amended { get; init; }

    /// <summary>Rows refused; each is in <c>rejects.ndjson</c>.</summary>
    public int Rejected { get; init; }

    /// <summary>Why the file could not be read to its end; null where it could.</summary>
    public string? Defect { get; init; }

    /// <summary>Whether the same content had been taken in before; nothing was done then.</summary>
    public bool SameAsBefore { get; init; }
}
