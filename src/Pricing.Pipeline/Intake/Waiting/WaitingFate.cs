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

    /// <summary><c>stored</c>, <c>unchanged</c>, <c>amended</c> or <c>rejected</c>.</summary>
    public required string Result { get; init; }

    /// <summary>When that was decided, UTC. It counts in runs that are planned later.</summary>
    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>Why it was refused; null where it was not.</summary>
    public string? Reason { get; init; }
}
