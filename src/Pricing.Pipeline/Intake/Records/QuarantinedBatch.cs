namespace Pricing.Pipeline.Intake.Records;

/// <summary>Why a batch was put aside; stored beside it.</summary>
public sealed record QuarantinedBatch
{
    /// <summary>SHA-256 of the content: the batch's identity, and its folder in the container.</summary>
    public required string Batch { get; init; }

    /// <summary>The name of the blob that brought it.</summary>
    public required string Name { get; init; }

    /// <summary>When it was put aside, UTC.</summary>
    public required DateTimeOffset QuarantinedAt { get; init; }

    /// <summary>What the last try failed with.</summary>
    public required string Reason { get; init; }
}
