using System.Text.Json.Serialization;
using Pricing.Pipeline.Controls.People;

namespace Pricing.Pipeline.Publications.Records;

/// <summary>A publication as the decisions about it add up: what was proposed, and what became of it.</summary>
public sealed record Publication
{
    /// <summary>The issuer.</summary>
    public required string Issuer { get; init; }

    /// <summary>Its number: that of the issuer's decision that proposed it.</summary>
    public required int Number { get; init; }

    /// <summary>What was proposed.</summary>
    public required Proposal Content { get; init; }

    /// <summary>Where it stands.</summary>
    public required PublicationStatus Status { get; init; }

    /// <summary>Who proposed it.</summary>
    public required Person ProposedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset ProposedAt { get; init; }

    /// <summary>Who approved, rejected or withdrew it; null until then.</summary>
    public Person? DecidedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Why it was rejected or withdrawn; null where it was not.</summary>
    public string? Reason { get; init; }

    /// <summary>The hash of the inputs that were approved with it; null until then.</summary>
    public string? InputsHash { get; init; }

    /// <summary>The number of the publication that took its place; null where none did.</summary>
    public int? SupersededBy { get; init; }

    /// <summary>The differences that were kept, the first one first.</summary>
    public IReadOnlyList<KeptDifference> Kept { get; init; } = [];

    /// <summary>The hash of the decision that it stands by: its place in the chain of the issuer's decisions.</summary>
    public required string Decision { get; init; }

    /// <summary>What it is a publication of: of the same grant, date and purpose at most one stands.</summary>
    [JsonIgnore]
    public (string GrantId, DateOnly Date, PublicationPurpose Purpose) Subject => (Content.GrantId, Content.MeasurementDate, Content.Purpose);
}

/// <summary>Where a publication stands.</summary>
public enum PublicationStatus
{
    /// <summary>It waits for an approver.</summary>
    Proposed,

    /// <summary>It is published and stands.</summary>
    Published,

    /// <summary>An approver rejected it.</summary>
    Rejected,

    /// <summary>Whoever proposed it took it back before anybody decided.</summary>
    Withdrawn,

    /// <summary>It was published, and a later publication took its place.</summary>
    Superseded,
}

/// <summary>A difference that was kept.</summary>
/// <param name="Content">The figures and the reason.</param>
/// <param name="By">Who decided.</param>
/// <param name="At">When, UTC.</param>
public sealed record KeptDifference(Keeping Content, Person By, DateTimeOffset At);
