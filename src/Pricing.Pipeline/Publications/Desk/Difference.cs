using Pricing.Pipeline.Publications.Inputs;
using Pricing.Pipeline.Publications.Records;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Publications.Desk;

/// <summary>A published value from which the newest value of its grant and date differs: in its figures, or in what the same figures are made of.</summary>
public sealed record Difference
{
    /// <summary>The issuer.</summary>
    public required string Issuer { get; init; }

    /// <summary>The number of the publication.</summary>
    public required int Number { get; init; }

    /// <summary>What it is published for.</summary>
    public required PublicationPurpose Purpose { get; init; }

    /// <summary>The grant.</summary>
    public required string GrantId { get; init; }

    /// <summary>The measurement date.</summary>
    public required DateOnly MeasurementDate { get; init; }

    /// <summary>The currency of the amounts.</summary>
    public required string Currency { get; init; }

    /// <summary>The version that is published.</summary>
    public required int PublishedVersion { get; init; }

    /// <summary>The figures that are published.</summary>
    public required PublishedFigures Published { get; init; }

    /// <summary>The newest version.</summary>
    public required int LaterVersion { get; init; }

    /// <summary>Its hash, by which a difference is kept.</summary>
    public required string LaterHash { get; init; }

    /// <summary>Where it stands; one that failed has no figures.</summary>
    public required ValueStatus LaterStatus { get; init; }

    /// <summary>Its figures.</summary>
    public required PublishedFigures Later { get; init; }

    /// <summary>How much its amount per right is more than the published one; null where it has none.</summary>
    public string? PerRight { get; init; }

    /// <summary>How much its total is more than the published one; null where it has none.</summary>
    public string? InTotal { get; init; }

    /// <summary>Whether the figures are the same, and only what they are made of is not.</summary>
    public required bool IsSameAmount { get; init; }

    /// <summary>What of the inputs is not as it was.</summary>
    public IReadOnlyList<MovedInput> Changed { get; init; } = [];

    /// <summary>Where the difference stands.</summary>
    public required DifferenceStatus Status { get; init; }

    /// <summary>Who kept it, when and why; null where nobody did.</summary>
    public KeptDifference? Kept { get; init; }

    /// <summary>The number of the publication that waits to correct it; null where none does.</summary>
    public int? Correction { get; init; }

    /// <summary>The decision that the published value stays.</summary>
    /// <param name="reason">Why the difference is immaterial.</param>
    public Keeping Keep(string reason) => new()
    {
        Publication = Number,
        ValueVersion = LaterVersion,
        ValueHash = LaterHash,
        Published = Published,
        Later = Later,
        PerRight = PerRight,
        InTotal = InTotal,
        Changed = Changed,
        Reason = reason,
    };

    /// <summary>The difference of a publication that stands.</summary>
    /// <param name="one">The publication.</param>
    /// <param name="newest">The newest version of its value.</param>
    /// <param name="chain">The issuer's publications.</param>
    /// <param name="value">The published value; null where it is not stored.</param>
    /// <returns>The difference; null where the newest version says what is published.</returns>
    public static Difference? Of(Publication one, ValueRecord newest, PublicationChain chain, ValueRecord? value = null)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(newest);
        ArgumentNullException.ThrowIfNull(chain);

        var (published, later) = (one.Content.Figures, PublishedFigures.Of(newest));
        if (published == later && (value is null || ValueRevisions.SaysTheSame(value, newest))) return null;

        // A version that is stored says something else than the one before it, be the figures the same.
        var kept = one.Kept.LastOrDefault(item => item.Content.ValueHash == newest.Hash);
        var correction = chain.All.FirstOrDefault(other => other.Status == PublicationStatus.Proposed && other.Content.Supersedes == one.Number);
        return new()
        {
            Issuer = one.Issuer,
            Number = one.Number,
            Purpose = one.Content.Purpose,
            GrantId = one.Content.GrantId,
            MeasurementDate = one.Content.MeasurementDate,
            Currency = one.Content.Currency,
            PublishedVersion = one.Content.ValueVersion,
            Published = published,
            LaterVersion = newest.Version,
            LaterHash = newest.Hash,
            LaterStatus = newest.Status,
            Later = later,
            PerRight = PublishedFigures.Difference(later.AmountPerRight, published.AmountPerRight),
            InTotal = PublishedFigures.Difference(later.Total, published.Total),
            IsSameAmount = published == later,
            Status = kept is null ? DifferenceStatus.Open : DifferenceStatus.Kept,
            Kept = kept,
            Correction = correction?.Number,
        };
    }
}

/// <summary>Where a difference stands.</summary>
public enum DifferenceStatus
{
    /// <summary>Nobody has decided.</summary>
    Open,

    /// <summary>An approver decided that the published value stays.</summary>
    Kept,
}
