using System.Globalization;
using System.Text.Json.Serialization;
using Pricing.Files.Schemas;

namespace Pricing.Pipeline.Intake.Records;

/// <summary>One attempt to take in a file: which file, who sent it when and by which door. It is written before anything is made of the file.</summary>
public sealed record FileRecord
{
    // No name of an issuer holds one: fields of files are without control characters.
    private const char IssuerSeparator = '\n';

    private const char FailureSeparator = '\n';
    private const char PartSeparator = '\t';

    /// <summary>The identity, <see cref="FileIdentity.Id"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The attempt, from 1; a later one was asked for on purpose.</summary>
    public required int Attempt { get; init; }

    /// <summary>The SHA-256 of the content: its name among the kept files.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The bytes of the content.</summary>
    public long Length { get; init; }

    /// <summary>What it holds.</summary>
    public required FileKind Kind { get; init; }

    /// <summary>Whether neither its sender nor its header says what it holds: it is not taken, and its report says why.</summary>
    public bool IsKindUnknown { get; init; }

    /// <summary>The share that was stated for the file, or that the name of one names whose rows name none; null for none.</summary>
    public string? Code { get; init; }

    /// <summary>Whether it may replace what is stored.</summary>
    public bool Replace { get; init; }

    /// <summary>Whether its sender says that its figures are made up.</summary>
    public bool IsSynthetic { get; init; }

    /// <summary>The name under which it came.</summary>
    public required string Name { get; init; }

    /// <summary>The door that it came by.</summary>
    public required string Door { get; init; }

    /// <summary>Who sent it; empty where the door does not know.</summary>
    public string Who { get; init; } = "";

    /// <summary>What vouches for that name; empty where there is none, and in files from before it was kept.</summary>
    public string WhoIdentity { get; init => field = value ?? ""; } = "";

    /// <summary>
    /// The issuers whose rows its sender may change, one a line: rows of others are refused, and market data is no issuer's; empty for all.
    /// </summary>
    public string Issuers { get; init => field = value ?? ""; } = "";

    /// <summary>Those issuers; none for all.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> IssuerList => Issuers.Split(IssuerSeparator, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Why it replaces what is stored, or was taken in again.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// What its sender stated of it that cannot be read, for which it is refused: a line each of code, field, value and reason; null for nothing.
    /// In answers it stands in the report.
    /// </summary>
    [JsonIgnore]
    public string? Misstated { get; init; }

    /// <summary>That as failures; empty for nothing.</summary>
    [JsonIgnore]
    public IReadOnlyList<Failure> MisstatedFailures =>
    [
        .. (Misstated ?? "").Split(FailureSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(PartSeparator))
            .Select(parts => new Failure(Enum.Parse<ReasonCode>(parts[0]), parts[1], parts[2], parts[3])),
    ];

    /// <summary>When it came, UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>What set off this attempt; null where that cannot come twice.</summary>
    public string? Trigger { get; init; }

    /// <summary>How far it is.</summary>
    public required FileState State { get; init; }

    /// <summary>What the last try failed with, where it was given up.</summary>
    public string? GivenUpFor { get; init; }

    /// <summary>The key of the attempt: the identity, and from the second attempt on its number.</summary>
    [JsonIgnore]
    public string Key => KeyOf(Id, Attempt);

    /// <summary>Whether its report may be one from before there were identities: nothing was stated of such a file, and its sender was not limited.</summary>
    internal bool MayBeFromBeforeIdentities => Attempt == 1 && this is { Replace: false, IsSynthetic: false, Issuers: "", Misstated: null };

    /// <summary>What cannot be read, as <see cref="Misstated"/> has it.</summary>
    /// <param name="failures">The failures; empty for nothing.</param>
    internal static string? TextOf(IReadOnlyList<Failure> failures) => failures.Count == 0
        ? null
        : string.Join(FailureSeparator, failures.Select(failure => string.Join(PartSeparator, failure.Code, failure.Field, failure.Value, failure.Reason)));

    /// <summary>Issuers as <see cref="Issuers"/> has them.</summary>
    /// <param name="issuers">The issuers; null for all.</param>
    public static string Joined(IReadOnlyList<string>? issuers) =>
        issuers is null ? "" : string.Join(IssuerSeparator, issuers.Order(StringComparer.Ordinal));

    /// <summary>The key of an attempt: the name of its folder of reports, and what stored rows name as their origin.</summary>
    /// <param name="id">The identity.</param>
    /// <param name="attempt">The attempt, from 1.</param>
    public static string KeyOf(string id, int attempt) =>
        attempt == 1 ? id : string.Create(CultureInfo.InvariantCulture, $"{id}-attempt-{attempt}");
}

/// <summary>How far an attempt to take a file in has come.</summary>
public enum FileState
{
    /// <summary>Its bytes are kept; it is not taken in to its end.</summary>
    Kept,

    /// <summary>It is taken in to its end, and has its report.</summary>
    Done,

    /// <summary>It failed however often it was tried, and is in quarantine.</summary>
    GivenUp,
}
