using System.Globalization;
using Azure.Data.Tables;

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

    /// <summary>Of how many changes of terms the values are final, the earliest first.</summary>
    public int ModificationsValued { get; init; }

    /// <summary>The version of the terms that were in force on a date: before a change of terms, the last one before it.</summary>
    /// <param name="date">The date.</param>
    public int VersionOn(DateOnly date) =>
        Modifications.FirstOrDefault(modification => modification.Date > date) is { } later ? later.Version - 1 : Version;

    /// <summary>From which day on a version changed the terms; null where it made no change of terms, but corrected an earlier one.</summary>
    /// <param name="version">The version.</param>
    public DateOnly? ChangeOf(int version) => Modifications.FirstOrDefault(modification => modification.Version == version)?.Date;

    /// <summary>
    /// The day that shares per right, X and a stated D are stated as of: what happened to the share by then is in them. The allotment
    /// date; from a change of terms on, the day of the change.
    /// </summary>
    public DateOnly StatedAsOf =>
        Modifications.LastOrDefault(modification => modification.Version <= Version)?.Date ?? Terms.AllotmentDate;

    /// <summary>Where the grant-date value stands.</summary>
    public GrantDateStatus GrantDateStatus { get; init; }

    /// <summary>The version of the newest grant-date value; 0 where there is none.</summary>
    public int GrantDateVersion { get; init; }
}

/// <summary>Where a grant's grant-date value stands.</summary>
public enum GrantDateStatus
{
    /// <summary>Not computed yet, or computed for terms that were amended since.</summary>
    None,

    /// <summary>Computed, but an input dated the grant date may still arrive.</summary>
    Provisional,

    /// <summary>Computed from inputs that can no longer change.</summary>
    Final,
}

/// <summary>A change of a grant's terms.</summary>
/// <param name="Version">The first version of the new terms.</param>
/// <param name="Date">From which day on they are in force.</param>
public sealed record GrantModification(int Version, DateOnly Date)
{
    private const char Separator = ';';

    /// <summary>Changes as a column: <c>2:2020-04-01;4:2022-04-01</c>.</summary>
    /// <param name="all">The changes.</param>
    public static string Write(IEnumerable<GrantModification> all) => string.Join(
        Separator, all.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Version}:{one.Date:yyyy-MM-dd}")));

    /// <summary>Reads the column.</summary>
    /// <param name="text">The text; null for none.</param>
    /// <exception cref="InvalidOperationException">Not what <see cref="Write"/> makes.</exception>
    internal static IReadOnlyList<GrantModification> Read(string? text) =>
        [.. (text ?? "").Split(Separator, StringSplitOptions.RemoveEmptyEntries).Select(ReadOne)];

    private static GrantModification ReadOne(string text) =>
        text.Split(':') is [var version, var date]
        && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && DateText.Parse(date) is { } day
            ? new(number, day)
            : throw new InvalidOperationException($"The column {nameof(StoredGrant.Modifications)} holds '{text}'.");
}

/// <summary>A row of a partition of grants.</summary>
/// <param name="GrantId">The grant, from the row's key.</param>
/// <param name="Stored">The grant, or why its row cannot be read.</param>
public readonly record struct ListedGrant(string GrantId, Outcome<StoredGrant> Stored)
{
    internal static ListedGrant Of(TableEntity row) => new(GrantRow.IdOf(row), GrantRow.Read(row));
}
