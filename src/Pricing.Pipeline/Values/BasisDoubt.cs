using System.Text.Json.Serialization;
using Pricing.Pipeline.Controls.People;

namespace Pricing.Pipeline.Values;

/// <summary>
/// A final value that would not be made today as it stands: the terms that it was made of do not say what becomes of the
/// exercise price at a split or a consolidation, what is known of corporate actions and decisions leads to other figures, or, of a
/// change of terms, the grant-date value beside it was replaced.
/// It stays in doubt until a new version of it stands, somebody decides, or the facts that raised the doubt are gone.
/// </summary>
public sealed record BasisDoubt
{
    /// <summary>The issuer.</summary>
    public required string Issuer { get; init; }

    /// <summary>The grant.</summary>
    public required string GrantId { get; init; }

    /// <summary>The measurement date of the value.</summary>
    public required DateOnly MeasurementDate { get; init; }

    /// <summary>The version of the value.</summary>
    public required int Version { get; init; }

    /// <summary>The amount per right that it states.</summary>
    public required string AmountPerRight { get; init; }

    /// <summary>Why it would not be made, as <c>Code field=value: reason</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>When it was found, UTC.</summary>
    public required DateTimeOffset FoundAt { get; init; }

    /// <summary>Why it stands all the same, where somebody decided so.</summary>
    public string? Decision { get; init; }

    /// <summary>Who decided.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>What vouches for that name; null where nobody decided, and in decisions from before it was kept.</summary>
    public string? DecidedByIdentity { get; init; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>When the facts that raised it were gone, UTC.</summary>
    public DateTimeOffset? LiftedAt { get; init; }

    /// <summary>Who decided, where somebody did.</summary>
    [JsonIgnore]
    public Person Decider => Person.Recorded(DecidedBy ?? "", DecidedByIdentity ?? "");

    /// <summary>Whether nobody has decided, and the facts that raised it stand.</summary>
    [JsonIgnore]
    public bool IsOpen => DecidedAt is null && LiftedAt is null;
}
