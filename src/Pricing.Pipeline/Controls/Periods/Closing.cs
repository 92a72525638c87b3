using Pricing.Pipeline.Controls.People;

namespace Pricing.Pipeline.Controls.Periods;

/// <summary>A period of an issuer that somebody closed: what is dated in it does not change any more, until it is opened again.</summary>
public sealed record Closing
{
    /// <summary>The issuer.</summary>
    public required string Issuer { get; init; }

    /// <summary>Its number among the decisions about the issuer.</summary>
    public required int Number { get; init; }

    /// <summary>The last day that is closed. Everything before it is closed too.</summary>
    public required DateOnly Through { get; init; }

    /// <summary>
    /// The shares of the grants that were granted in it, and what was known of each: what is dated in it and came later counts for nothing
    /// of the issuer.
    /// </summary>
    public required IReadOnlyList<ClosedShare> Shares { get; init; }

    /// <summary>From how many bodies the yield curves came that were known.</summary>
    public required int Curves { get; init; }

    /// <summary>What it was closed for.</summary>
    public required string Reason { get; init; }

    /// <summary>
    /// The values of the period that were not settled when it was closed, the first hundred: failed, provisional, or of a basis in doubt. Null
    /// where all were.
    /// </summary>
    public IReadOnlyList<string>? Unsettled { get; init; }

    /// <summary>Why it was closed all the same; null where all were settled.</summary>
    public string? UnsettledReason { get; init; }

    /// <summary>Who closed it.</summary>
    public required Person ClosedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset ClosedAt { get; init; }

    /// <summary>Why it is to be opened again; null where nobody asked for that.</summary>
    public string? ReopeningReason { get; init; }

    /// <summary>Who asked for that.</summary>
    public Person? ReopeningAskedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset? ReopeningAskedAt { get; init; }

    /// <summary>Who opened it again; null as long as it is closed.</summary>
    public Person? ReopenedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset? ReopenedAt { get; init; }

    /// <summary>Why, in the words of whoever opened it; <see cref="ReopeningReason"/> is that of whoever asked for it.</summary>
    public string? ReopenedReason { get; init; }

    /// <summary>Whether it is closed.</summary>
    public bool IsClosed => ReopenedBy is null;
}
