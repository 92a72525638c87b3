namespace Pricing.Pipeline.Register.Grants;

/// <summary>A grant as it stands in the table.</summary>
public sealed record StoredGrant
{
    /// <summary>The terms.</summary>
    public required GrantTerms Terms { get; init; }

    /// <summary>The version of the terms, from 1; each amendment makes a new one.</summary>
    public required int Version { get; init; }

    /// <summary>The hash of the terms.</summary>
    public required string TermsHash { get; init; }

    /// <summary>The batch that brought this version.</summary>
    public required string BatchHash { get; init; }

    /// <summary>The row of that batch.</summary>
    public required int Line { get; init; }

    /// <summary>When this version was stored, UTC.</summary>
    public required DateTimeOffset StoredAt { get; init; }

    /// <summary>Why this version replaced the one before; null for the first.</summary>
    public string? AmendReason { get; init; }

    /// <summary>The changes of terms, ascending; versions that correct an earlier one are none.</summary>
    public IReadOnlyList<GrantModification> Modifications { get; init; } = [];

    /// <summary>Of how many changes of terms the values are stored, the earliest first.</summary>
    public int ModificationsValued { get; init; }

    /// <summary>The version of the terms that were in force on a date: before a change of terms, the last one before it.</summary>
    /// <param name="date">The date.</param>
    public int VersionOn(DateOnly date) =>
        Modifications.FirstOrDefault(modification => modification.Date > date) is { } later ? later.Version - 1 : Version;

    /// <summary>Where the grant-date value stands.</summary>
    public GrantDateStatus GrantDateStatus { get; init; }

    /// <summary>The version of the newest grant-date value; 0 where there is none.</summary>
    public int GrantDateVersion { get; init; }
}
