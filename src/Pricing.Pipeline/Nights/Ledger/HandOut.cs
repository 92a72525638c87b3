using Pricing.Pipeline.Nights.Runs;

namespace Pricing.Pipeline.Nights.Ledger;

/// <summary>A run that was handed to an engine and is not at its end.</summary>
public sealed record HandOut
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(15);
    private const int MostDoublings = 6;

    /// <summary>The business date.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The version.</summary>
    public required int Version { get; init; }

    /// <summary>How often it was handed out to an engine that was then at it, and the last time to any.</summary>
    public required int Count { get; init; }

    /// <summary>When it was handed out the last time, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>
    /// Whether no engine has been at it since. The answer that handed it out may have been lost, so it is handed out again as if it
    /// had not been.
    /// </summary>
    public bool Untaken { get; init; }

    /// <summary>
    /// From when on it may be handed out again. An engine that lost it goes on at once; where that did not bring it to
    /// its end either, something stands in its way, and the pauses grow to 16 hours.
    /// </summary>
    public DateTimeOffset Again() => Count < 2 ? At : At + (FirstPause * (1 << Math.Min(Count - 2, MostDoublings)));

    /// <summary>The run.</summary>
    public NightRun ToRun() => new(Date, Version);
}
