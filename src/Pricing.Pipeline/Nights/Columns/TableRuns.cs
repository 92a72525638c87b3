using Pricing.Pipeline.Nights.Runs;

namespace Pricing.Pipeline.Nights.Columns;

/// <summary>The runs whose tables are shown as one.</summary>
/// <param name="Own">Runs of one date, completed, the last one first.</param>
/// <param name="Date">The date whose values alone are shown; null for all that these runs stored.</param>
public sealed record TableRuns(IReadOnlyList<RunRecord> Own, DateOnly? Date = null)
{
    /// <summary>Completed runs of other dates that stored values of the date, the last one first.</summary>
    public IReadOnlyList<RunRecord> Others { get; init; } = [];

    /// <summary>What is noted of the values of the date that all of these runs stored.</summary>
    public IReadOnlyList<HeldDate> Held { get; init; } = [];

    /// <summary>Whether there is no run.</summary>
    public bool IsEmpty => Own.Count == 0 && Others.Count == 0;

    /// <summary>A name that tells them from all others: a run stores what it stored once and for all.</summary>
    public string Name => string.Join(
        ' ', Own.Concat(Others).Select(run => $"{run.ToRun().Id} {run.Root}").Prepend(Date is { } date ? DateText.Of(date) : ""));
}
