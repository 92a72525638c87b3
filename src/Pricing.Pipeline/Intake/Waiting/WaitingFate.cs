using System.Text.Json.Serialization;

namespace Pricing.Pipeline.Intake.Waiting;

/// <summary>What became of a row that waited, after its file had its report; a line of <c>later.ndjson</c> beside that report.</summary>
public sealed record WaitingFate
{
    /// <summary>The file, as its report names it.</summary>
    public required string Batch { get; init; }

    /// <summary>The row's place in the file.</summary>
    public required int Line { get; init; }

    /// <summary>The issuing company.</summary>
    public required string Issuer { get; init; }

    /// <summary>The grant.</summary>
    public required string GrantId { get; init; }

    /// <summary>What <see cref="Result"/> says of a row that somebody withdrew.</summary>
    public const string Withdrawn = "withdrawn";

    /// <summary>What <see cref="Result"/> says of a row that was refused in the end.</summary>
    public const string Rejected = "rejected";

    /// <summary>What <see cref="Result"/> says of a row in whose place a later file brought another one.</summary>
    public const string Mended = "mended";

    /// <summary><c>stored</c>, <c>unchanged</c>, <c>amended</c>, <c>rejected</c>, <c>mended</c> or <c>withdrawn</c>.</summary>
    public required string Result { get; init; }

    /// <summary>When that was decided, UTC. It counts in runs that are planned later.</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>Why it was refused or withdrawn, or what was stored in its place; null where none of these is so.</summary>
    public string? Reason { get; init; }

    /// <summary>The key of the file that brought what was stored in its place; null where nothing was, and in fates from before it was kept.</summary>
    public string? MendedBy { get; init; }

    /// <summary>Who withdrew it; null where nobody did.</summary>
    public string? WithdrawnBy { get; init; }

    /// <summary>What vouches for that name; null where nobody did, and in withdrawals from before it was kept.</summary>
    public string? WithdrawnByIdentity { get; init; }

    /// <summary>Whether the row, which waited to count, never will.</summary>
    [JsonIgnore]
    public bool NeverCounts => Result is Withdrawn or Rejected or Mended;
}
