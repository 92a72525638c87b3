namespace Pricing.Pipeline.Intake.Batches;

/// <summary>What became of a file of prices or of dividends.</summary>
public sealed record MarketFileReport
{
    /// <summary>The blob's name.</summary>
    public required string Name { get; init; }

    /// <summary>The SHA-256 of its content.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Whether it may replace what is stored.</summary>
    public required bool Replace { get; init; }

    /// <summary>The codes it speaks about.</summary>
    public required int Codes { get; init; }

    /// <summary>Facts that were new.</summary>
    public required int Added { get; init; }

    /// <summary>Rows that say what was known.</summary>
    public required int Repeated { get; init; }

    /// <summary>Rows of days without a session.</summary>
    public required int Dropped { get; init; }

    /// <summary>How many failures there were: rows that cannot be read, and differences from what is stored.</summary>
    public required int FailureCount { get; init; }

    /// <summary>The first of them, <c>Code field=value: reason</c>.</summary>
    public required IReadOnlyList<string> Failures { get; init; }
}
