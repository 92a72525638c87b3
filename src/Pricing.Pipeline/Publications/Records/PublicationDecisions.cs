using Pricing.Pipeline.Publications.Inputs;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Publications.Records;

/// <summary>The words of decisions about publications.</summary>
public static class PublicationKinds
{
    /// <summary>A publication was proposed, <see cref="Proposal"/>.</summary>
    public const string Proposed = "proposed";

    /// <summary>It was approved, <see cref="Approval"/>.</summary>
    public const string Approved = "approved";

    /// <summary>It was rejected, <see cref="Rejection"/>.</summary>
    public const string Rejected = "rejected";

    /// <summary>Whoever proposed it took it back, <see cref="Rejection"/>.</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>A difference to it was kept, <see cref="Keeping"/>.</summary>
    public const string Kept = "kept";
}

/// <summary>A publication that is proposed: which value, for what, with which figures.</summary>
public sealed record Proposal
{
    /// <summary>What it is published for.</summary>
    public required PublicationPurpose Purpose { get; init; }

    /// <summary>The grant.</summary>
    public required string GrantId { get; init; }

    /// <summary>The measurement date of the value.</summary>
    public required DateOnly MeasurementDate { get; init; }

    /// <summary>The version of the value.</summary>
    public required int ValueVersion { get; init; }

    /// <summary>The hash of the value.</summary>
    public required string ValueHash { get; init; }

    /// <summary>The business date of the run that made it.</summary>
    public required DateOnly RunDate { get; init; }

    /// <summary>The version of that run.</summary>
    public required int RunVersion { get; init; }

    /// <summary>The currency of the amounts.</summary>
    public required string Currency { get; init; }

    /// <summary>Amount per right, number and total.</summary>
    public required PublishedFigures Figures { get; init; }

    /// <summary>The resolution that it rests on, or the filing that it stands in.</summary>
    public required string Resolution { get; init; }

    /// <summary>Why the amount stands although it lies on a rounding boundary, or near one; null where that is not stated.</summary>
    public string? RoundingReason { get; init; }

    /// <summary>The inputs that nobody who signed in gave, for which whoever proposes answers; null where there are none.</summary>
    public Answering? AnswersFor { get; init; }

    /// <summary>The number of the publication that it supersedes once it is approved; null for none.</summary>
    public int? Supersedes { get; init; }

    /// <summary>The proposal of a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="purpose">What it is published for.</param>
    /// <param name="resolution">The resolution that it rests on, or the filing that it stands in.</param>
    public static Proposal Of(ValueRecord value, PublicationPurpose purpose, string resolution)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new()
        {
            Purpose = purpose,
            GrantId = value.GrantId,
            MeasurementDate = value.MeasurementDate,
            ValueVersion = value.Version,
            ValueHash = value.Hash,
            RunDate = value.RunDate,
            RunVersion = value.RunVersion,
            Currency = value.Currency,
            Figures = PublishedFigures.Of(value),
            Resolution = resolution,
        };
    }
}

/// <summary>Somebody who proposes a value answers for inputs of it that nobody who signed in gave.</summary>
/// <param name="Reason">Who gave them, and why they are right.</param>
/// <param name="Inputs">The keys of the inputs, <see cref="GivenInput.Key"/>: for what comes later nobody has answered.</param>
public sealed record Answering(string Reason, IReadOnlyList<string> Inputs);

/// <summary>The approval of a publication, with all that was shown to whoever approved.</summary>
/// <param name="Publication">The number of the proposal.</param>
/// <param name="ValueHash">The hash of the stored value as it was then.</param>
/// <param name="InputsHash">The hash of the inputs that were shown.</param>
/// <param name="Inputs">The inputs that were shown: those that persons gave since the publication of the grant before.</param>
public sealed record Approval(int Publication, string ValueHash, string InputsHash, IReadOnlyList<GivenInput> Inputs);

/// <summary>The rejection of a publication, or that it was taken back.</summary>
/// <param name="Publication">The number of the proposal.</param>
/// <param name="Reason">Why.</param>
public sealed record Rejection(int Publication, string Reason);

/// <summary>The decision that a published value stays although a later one differs.</summary>
public sealed record Keeping
{
    /// <summary>The number of the publication that stays.</summary>
    public required int Publication { get; init; }

    /// <summary>The version of the later value.</summary>
    public required int ValueVersion { get; init; }

    /// <summary>The hash of the later value.</summary>
    public required string ValueHash { get; init; }

    /// <summary>The published figures.</summary>
    public required PublishedFigures Published { get; init; }

    /// <summary>Those of the later value.</summary>
    public required PublishedFigures Later { get; init; }

    /// <summary>How much the later amount per right is more.</summary>
    public string? PerRight { get; init; }

    /// <summary>How much the later total is more.</summary>
    public string? InTotal { get; init; }

    /// <summary>What of the later value's inputs is not as it was; null in decisions from before it was kept.</summary>
    public IReadOnlyList<MovedInput>? Changed { get; init; }

    /// <summary>Why the difference is immaterial.</summary>
    public required string Reason { get; init; }
}
