namespace Pricing.Pipeline.Intake.Records;

/// <summary>What became of a file; stored beside its rejects, and in the ledger.</summary>
public sealed record FileReport
{
    /// <summary>
    /// The key of the attempt, <see cref="FileRecord.Key"/>; for a batch that came before there were identities, the
    /// SHA-256 of its content.
    /// </summary>
    public required string Batch { get; init; }

    /// <summary>SHA-256 of the content, under which it is kept; null where it came before files were kept.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The name under which it came first.</summary>
    public required string Name { get; init; }

    /// <summary>When it was taken in, UTC.</summary>
    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>What it holds, <see cref="FileKindWords"/>; empty where an early report could not say.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Rows read.</summary>
    public int Rows { get; init; }

    /// <summary>Rows stored.</summary>
    public int Stored { get; init; }

    /// <summary>Rows that were stored before.</summary>
    public int Unchanged { get; init; }

    /// <summary>Rows that amended an earlier version.</summary>
    public int Amended { get; init; }

    /// <summary>Rows that wait for something that is not stored yet; what becomes of them is in <c>later.ndjson</c>.</summary>
    public int Waiting { get; init; }

    /// <summary>Rows refused; each is in <c>rejects.ndjson</c>.</summary>
    public int Rejected { get; init; }

    /// <summary>Rows of market data that are passed over: of days without a session, or repeating a row above.</summary>
    public int Dropped { get; init; }

    /// <summary>Rows of market data that came after an issuer had closed their period: they are stored, and wait for that issuer.</summary>
    public int Late { get; init; }

    /// <summary>How many shares a file of market data speaks about.</summary>
    public int Shares { get; init; }

    /// <summary>Which shares these are, the first ones, each with the first and the last date of its rows; null for none.</summary>
    public string? Codes { get; init; }

    /// <summary>Why the file could not be read to its end, or was not taken; null where it was.</summary>
    public string? Defect { get; init; }

    /// <summary>What was passed over and what a person should know, a line each; null for nothing.</summary>
    public string? Notices { get; init; }

    /// <summary>
    /// What a file of market data took the place of, of very many the first ones: a line each, with the share (of yields <c>curve</c>), the date
    /// (of a dividend the record date, of a corporate action the ex-date), the figure, and from what to what. Null for nothing, and in reports from
    /// before this was noted of its kind.
    /// </summary>
    public string? Replaced { get; init; }

    /// <summary>How many figures a file of market data took the place of, also where <see cref="Replaced"/> names only the first ones; 0 in reports from before they were counted.</summary>
    public int ReplacedCount { get; init; }

    /// <summary>
    /// The business dates that value the grants which were stored or amended, up to the day it was taken in, of very many the first ones: a line each.
    /// Null for none, and in reports from before this was noted.
    /// </summary>
    public string? DatesToValue { get; init; }

    /// <summary>Whether the same file had been taken in before; nothing was done then.</summary>
    public bool SameAsBefore { get; init; }

    /// <summary>Whether the bytes are there to look at: <c>kept</c> or <c>not kept</c>.</summary>
    public string Source => Sha256 is null ? "not kept" : "kept";
}
