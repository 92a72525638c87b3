using Pricing.Calendars;
using Pricing.Pipeline.Nights.Columns;
using Pricing.Pipeline.Nights.Runs;

namespace Pricing.Api.Dates;

/// <summary>A day of a calendar, and where it stands.</summary>
/// <param name="Date">The day.</param>
/// <param name="IsBusinessDate">Whether it is a business date of Tokyo: no other is valued.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Version">The version of its run that was asked for last; 0 where none was.</param>
/// <param name="Values">How many values its current run came to, stored or unchanged; 0 where it has none that is completed.</param>
/// <param name="Failed">How many of them failed.</param>
/// <param name="Provisional">How many grant-date values of it are provisional, or how many of its current run where that has more.</param>
/// <param name="Waiting">How many rows of files waited when that run ended; null where its counts are those of some issuers.</param>
/// <param name="FinishedAt">When that run ended, UTC; null where there is none.</param>
internal sealed record DateLine(
    DateOnly Date,
    bool IsBusinessDate,
    DateState State,
    int Version,
    int Values,
    int Failed,
    int Provisional,
    int? Waiting,
    DateTimeOffset? FinishedAt)
{
    /// <summary>A day by its runs.</summary>
    /// <param name="date">The day.</param>
    /// <param name="runs">All of its runs.</param>
    /// <param name="provisional">How many grant-date values of it are provisional.</param>
    public static DateLine Of(DateOnly date, IReadOnlyList<RunRecord> runs, int provisional)
    {
        var last = runs.MaxBy(run => run.Version);
        // A run of what was provisional, or of some issuers, counts those alone.
        var completed = runs.Where(run => run.Status == RunStatus.Completed).ToList();
        var counted = completed.Where(run => run.Scope == RunScope.Alive && run.Issuers.Length == 0).MaxBy(run => run.Version)
            ?? completed.MaxBy(run => run.Version);
        var open = counted is null ? 0 : counted.Version == completed.Max(run => run.Version) ? Math.Max(counted.Provisional, provisional) : provisional;
        return new(
            date,
            TokyoCalendar.IsBusinessDate(date),
            StateOf(last, counted, open),
            last?.Version ?? 0,
            counted is null ? 0 : counted.Rows + counted.Unchanged,
            counted?.Failed ?? 0,
            open,
            counted?.Waiting ?? 0,
            counted?.FinishedAt);
    }

    /// <summary>A day by its runs, with the counts of some issuers.</summary>
    /// <param name="date">The day.</param>
    /// <param name="runs">Those of its runs that value any of these issuers.</param>
    /// <param name="values">How their values stand; null where no run is completed.</param>
    public static DateLine OfSome(DateOnly date, IReadOnlyList<RunRecord> runs, ColumnSummary? values)
    {
        var last = runs.MaxBy(run => run.Version);
        var completed = runs.Where(run => run.Status == RunStatus.Completed).MaxBy(run => run.Version);
        return new(
            date,
            TokyoCalendar.IsBusinessDate(date),
            StateOf(last, completed is null ? null : completed with { Failed = values?.Failed ?? 0 }, values?.Provisional ?? 0),
            last?.Version ?? 0,
            values?.Count ?? 0,
            values?.Failed ?? 0,
            values?.Provisional ?? 0,
            Waiting: null,
            completed?.FinishedAt);
    }

    private static DateState StateOf(RunRecord? last, RunRecord? counted, int provisional) => last switch
    {
        null => DateState.None,
        { Status: RunStatus.Requested } => DateState.Requested,
        { Status: RunStatus.Running } => DateState.Running,
        { Status: RunStatus.Failed, WaivedBy: null } => DateState.Broken,
        _ when counted is null => last.Status == RunStatus.Cancelled ? DateState.Cancelled : DateState.Broken,
        _ when counted.Failed > 0 => DateState.WithFailures,
        _ when provisional > 0 => DateState.Provisional,
        _ => DateState.Final,
    };
}

/// <summary>Where a date stands.</summary>
internal enum DateState
{
    /// <summary>No run of it was ever asked for.</summary>
    None,

    /// <summary>A run of it is asked for.</summary>
    Requested,

    /// <summary>A run of it is under way.</summary>
    Running,

    /// <summary>Every value of it is final.</summary>
    Final,

    /// <summary>Some values of it are provisional, and none failed.</summary>
    Provisional,

    /// <summary>Some values of it failed.</summary>
    WithFailures,

    /// <summary>Its last run was stopped, and none was completed.</summary>
    Cancelled,

    /// <summary>Its last run itself failed: it stays open, and is tried again.</summary>
    Broken,
}
