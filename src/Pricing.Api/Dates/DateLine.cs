using Pricing.Calendars;
using Pricing.Pipeline.Nights.Columns;
using Pricing.Pipeline.Nights.Runs;

namespace Pricing.Api.Dates;

/// <summary>A day of a calendar, and where it stands.</summary>
/// <param name="Date">The day.</param>
/// <param name="IsBusinessDate">Whether it is a business date of Tokyo: no other is valued.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Version">The version of its run that was asked for last; 0 where none was.</param>
/// <param name="Values">How many values it has, whichever run stored them.</param>
/// <param name="Failed">How many of them failed.</param>
/// <param name="Provisional">How many of them are provisional.</param>
/// <param name="Waiting">How many rows of files waited when its current run ended; null where its counts are those of some issuers.</param>
/// <param name="FinishedAt">When that run ended, UTC; null where none is completed.</param>
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
    /// <param name="count">How its last values stand; null where nobody counted them.</param>
    /// <param name="provisional">How many grant-date values of it are provisional, as the grants have it.</param>
    public static DateLine Of(DateOnly date, IReadOnlyList<RunRecord> runs, DateCount? count, int provisional)
    {
        // A run of what was provisional, or of some issuers, counts those alone.
        var completed = runs.Where(run => run.Status == RunStatus.Completed).ToList();
        var current = completed.Where(run => run.IsWhole).MaxBy(run => run.Version)
            ?? completed.MaxBy(run => run.Version);
        var (values, failed, open) = count is not null ? (count.Values, count.Failed, count.Provisional)
            : current is not null ? (current.Rows + current.Unchanged, current.Failed, provisional)
            : (0, 0, 0);
        return Of(date, runs, current, values, failed, open, current?.Waiting ?? 0);
    }

    /// <summary>A day by its runs, with the counts of some issuers.</summary>
    /// <param name="date">The day.</param>
    /// <param name="runs">Those of its runs that value any of these issuers.</param>
    /// <param name="values">How their values stand; null where no run stored any.</param>
    public static DateLine OfSome(DateOnly date, IReadOnlyList<RunRecord> runs, ColumnSummary? values) => Of(
        date,
        runs,
        runs.Where(run => run.Status == RunStatus.Completed).MaxBy(run => run.Version),
        values?.Count ?? 0,
        values?.Failed ?? 0,
        values?.Provisional ?? 0,
        waiting: null);

    private static DateLine Of(
        DateOnly date, IReadOnlyList<RunRecord> runs, RunRecord? completed, int values, int failed, int provisional, int? waiting)
    {
        var last = runs.MaxBy(run => run.Version);
        return new(
            date,
            TokyoCalendar.IsBusinessDate(date),
            StateOf(last, runs.Any(IsLeftOpen), completed is not null, values, failed, provisional),
            last?.Version ?? 0,
            values,
            failed,
            provisional,
            waiting,
            completed?.FinishedAt);

        // A later run of the whole date brings what a failed one was to bring; one of some issuers does not.
        bool IsLeftOpen(RunRecord run) =>
            run is { Status: RunStatus.Failed, WaivedBy: null }
            && !runs.Any(later => later.Version > run.Version && later is { Status: RunStatus.Completed, IsWhole: true });
    }

    private static DateState StateOf(RunRecord? last, bool isLeftOpen, bool isCompleted, int values, int failed, int provisional) => last switch
    {
        null when values == 0 => DateState.None,
        { Status: RunStatus.Requested } => DateState.Requested,
        { Status: RunStatus.Running } => DateState.Running,
        _ when isLeftOpen => DateState.Broken,
        { Status: RunStatus.Cancelled } when !isCompleted => DateState.Cancelled,
        not null when !isCompleted => DateState.Waived,
        _ when failed > 0 => DateState.WithFailures,
        _ when provisional > 0 => DateState.Provisional,
        _ => DateState.Final,
    };
}

/// <summary>Where a date stands.</summary>
internal enum DateState
{
    /// <summary>No run of it was ever asked for, and no other run stored a value of it.</summary>
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

    /// <summary>A run of it itself failed, and no later one of the whole date was completed: it stays open, and is tried again.</summary>
    Broken,

    /// <summary>Its last run itself failed, which somebody accepted, and none was completed.</summary>
    Waived,
}
