using Pricing.Pipeline.Register.Grants;

namespace Pricing.Api.Grants;

/// <summary>A grant in a list.</summary>
/// <param name="Issuer">The issuing company.</param>
/// <param name="GrantId">The grant.</param>
internal sealed record GrantLine(string Issuer, string GrantId)
{
    /// <summary>The version of its terms.</summary>
    public int? Version { get; init; }

    /// <summary>The name of the rights, where stated.</summary>
    public string? Title { get; init; }

    /// <summary>The security code of the share.</summary>
    public string? SecurityCode { get; init; }

    /// <summary>The currency of every amount.</summary>
    public string? Currency { get; init; }

    /// <summary>The grant date of the accounting standard.</summary>
    public DateOnly? GrantDate { get; init; }

    /// <summary>The allotment date.</summary>
    public DateOnly? AllotmentDate { get; init; }

    /// <summary>The first day of the exercise period.</summary>
    public DateOnly? ExerciseStart { get; init; }

    /// <summary>The last day of the exercise period.</summary>
    public DateOnly? ExerciseEnd { get; init; }

    /// <summary>X by the terms, currency per share, as exact text.</summary>
    public string? ExercisePrice { get; init; }

    /// <summary>Shares per right by the terms, as exact text.</summary>
    public string? SharesPerRight { get; init; }

    /// <summary>The rights allotted.</summary>
    public int? AllottedRights { get; init; }

    /// <summary>The valuation policy.</summary>
    public string? Policy { get; init; }

    /// <summary>Where its grant-date value stands.</summary>
    public GrantDateStatus? GrantDateStatus { get; init; }

    /// <summary>The last version of its grant-date value; 0 for none. Where it has one and stands as none, the value is of terms that were corrected since.</summary>
    public int? GrantDateVersion { get; init; }

    /// <summary>Why its row cannot be read; null where it can.</summary>
    public string? Damage { get; init; }

    /// <summary>The line of a row.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="listed">The row.</param>
    public static GrantLine Of(string issuer, ListedGrant listed) => listed.Stored.TryGet(out var grant)
        ? Of(grant)
        : new(issuer, listed.GrantId) { Damage = string.Join("; ", listed.Stored.Failures) };

    private static GrantLine Of(StoredGrant grant) => new(grant.Terms.Issuer, grant.Terms.GrantId)
    {
        Version = grant.Version,
        Title = grant.Terms.Title,
        SecurityCode = grant.Terms.SecurityCode,
        Currency = grant.Terms.Currency.Code,
        GrantDate = grant.Terms.GrantDate,
        AllotmentDate = grant.Terms.AllotmentDate,
        ExerciseStart = grant.Terms.ExerciseStart,
        ExerciseEnd = grant.Terms.ExerciseEnd,
        ExercisePrice = DecimalText.Of(grant.Terms.ExercisePrice),
        SharesPerRight = DecimalText.Of(grant.Terms.SharesPerRight),
        AllottedRights = grant.Terms.AllottedRights,
        Policy = grant.Terms.Policy,
        GrantDateStatus = grant.GrantDateStatus,
        GrantDateVersion = grant.GrantDateVersion,
    };
}
