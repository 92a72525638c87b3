using Pricing.Pipeline.Nights.Runs;

namespace Pricing.Pipeline.Nights.Ledger;

/// <summary>A run that failed, and whose date stays open until it completes, is cancelled, or is waived.</summary>
public sealed record FailedRun
{
    /// <summary>The business date.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The version.</summary>
    public required int Version { get; init; }

    /// <summary>Which grants it plans.</summary>
    public RunScope Scope { get; init; }

    /// <summary>What it failed of the last time.</summary>
    public required string Reason { get; init; }

    /// <summary>How often it was started.</summary>
    public required int Attempts { get; init; }

    /// <summary>The date in Japan on which it failed the last time.</summary>
    public required DateOnly TriedOn { get; init; }

    /// <summary>The run.</summary>
    public NightRun ToRun() => new(Date, Version);
}
