using System.Text.Json.Serialization;
using Pricing.Pipeline.Sealing;
using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Nights.Runs;

/// <summary>A run as the table of runs holds it; once completed, its manifest.</summary>
public sealed record RunRecord
{
    /// <summary>Stands between the names of <see cref="Issuers"/>.</summary>
    public const char IssuerSeparator = ';';

    /// <summary>The reason of a run that nobody asked for: its date was due.</summary>
    public const string Scheduled = "scheduled";

    private const char SettingsSeparator = ' ';

    /// <summary>The business date.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The version, from 1; the highest of a date is the current one.</summary>
    public required int Version { get; init; }

    /// <summary>Where it stands.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Which grants it plans.</summary>
    public RunScope Scope { get; init; }

    /// <summary>Why it was asked for; <c>scheduled</c> where the date was due and nobody asked.</summary>
    public required string Reason { get; init; }

    /// <summary>Whether nobody asked for it: the date was due. Somebody may state that word as a reason, but has an identity.</summary>
    [JsonIgnore]
    public bool IsScheduled => Reason == Scheduled && AskedByIdentity.Length == 0;

    /// <summary>Who asked.</summary>
    public required string AskedBy { get; init; }

    /// <summary>What vouches for the name of whoever asked; empty where nobody asked, and in runs from before it was kept.</summary>
    public string AskedByIdentity { get; init => field = value ?? ""; } = "";

    /// <summary>The issuers it is limited to, separated by semicolons; empty for all.</summary>
    public string Issuers { get; init; } = "";

    /// <summary>The issuers that it values alone; none for all there are.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> IssuerList => Issuers.Split(IssuerSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Whether it values every grant of its date: what earlier runs of the date were to bring, it brings too.</summary>
    [JsonIgnore]
    public bool IsWhole => Scope == RunScope.Alive && Issuers.Length == 0;

    /// <summary>The engine that claimed it.</summary>
    public string Engine { get; init; } = "";

    /// <summary>When it was asked for, UTC.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>When it started, UTC.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>How often it was started: 1, and one more for each time it was tried again after it had failed.</summary>
    public int Attempts { get; init; }

    /// <summary>When it came to its end, UTC.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Values that the plan asks for.</summary>
    public int Planned { get; init; }

    /// <summary>Chunks of the plan.</summary>
    public int Chunks { get; init; }

    /// <summary>Values that it stored, failed ones included.</summary>
    public int Rows { get; init; }

    /// <summary>Values that failed, stored or unchanged.</summary>
    public int Failed { get; init; }

    /// <summary>Values that are provisional, stored or unchanged.</summary>
    public int Provisional { get; init; }

    /// <summary>Values that were not stored again, since nothing of them had changed.</summary>
    public int Unchanged { get; init; }

    /// <summary>Rows of batches that waited for something else to be stored when it ended.</summary>
    public int Waiting { get; init; }

    /// <summary>Files that had come and could not be taken in before it was planned, so that their rows are not in it.</summary>
    public int FilesWaiting { get; init; }

    /// <summary>The version of the code that completed it.</summary>
    public string EngineVersion { get; init; } = "";

    /// <summary>
    /// The root over its values and over the run that completed last before it; <see cref="Seals.Unsealed"/> until it is
    /// completed, and in runs from before they were sealed.
    /// </summary>
    public string Root { get; init => field = value ?? Seals.Unsealed; } = Seals.Unsealed;

    /// <summary>
    /// The hash of the table of its values, <c>values.parquet</c>; empty until it is completed, and in runs from before there were
    /// tables until one is made.
    /// </summary>
    public string Columns { get; init => field = value ?? ""; } = "";

    /// <summary>The run that completed last before it, as <c>2013-07-10 v1</c>; empty for the first of the chain.</summary>
    public string Previous { get; init => field = value ?? ""; } = "";

    /// <summary>The root of that run; empty for the first of the chain.</summary>
    public string PreviousRoot { get; init => field = value ?? ""; } = "";

    /// <summary>
    /// The hash of the settings that it ran under, as the log of settings has them; where they changed while it was under way or before
    /// it was tried again, one after the other with a space between. Empty until it starts, and in runs from before settings were logged.
    /// </summary>
    public string Settings { get; init => field = value ?? ""; } = "";

    /// <summary>
    /// The SHA-256 of the last decisions of all issuers at its end, <c>decisions.json</c> beside it; empty until it is completed, where
    /// nobody had decided anything, and in runs from before this was noted.
    /// </summary>
    public string Decisions { get; init => field = value ?? ""; } = "";

    /// <summary>
    /// In an answer, the issuers that have closed its date, of those that whoever asks may read: their values are kept as they are, and none
    /// is made. Null where there is none; it is not stored.
    /// </summary>
    public string? ClosedFor { get; init; }

    /// <summary>Why it was asked to stop; null where it was not.</summary>
    public string? CancelReason { get; init; }

    /// <summary>Who asked it to stop; null where nobody did.</summary>
    public string? CancelledBy { get; init; }

    /// <summary>What vouches for that name; null where nobody did, and in runs from before it was kept.</summary>
    public string? CancelledByIdentity { get; init; }

    /// <summary>What it failed of the last time; null where it never did, or completed since.</summary>
    public string? FailureReason { get; init; }

    /// <summary>Why its failure was accepted; null where it was not.</summary>
    public string? WaiveReason { get; init; }

    /// <summary>Who accepted its failure; null where nobody did.</summary>
    public string? WaivedBy { get; init; }

    /// <summary>What vouches for that name; null where nobody did, and in runs from before it was kept.</summary>
    public string? WaivedByIdentity { get; init; }

    /// <summary>Whether it is to be carried out, or is under way.</summary>
    [JsonIgnore]
    public bool IsOpen => Status is RunStatus.Requested or RunStatus.Running;

    /// <summary>Whether it is at its end for good.</summary>
    [JsonIgnore]
    public bool IsDone => Status is RunStatus.Completed or RunStatus.Cancelled || WaivedBy is not null;

    /// <summary>The hashes in <see cref="Settings"/>.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> AllSettings => Settings.Split(SettingsSeparator, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The run with settings among those that it ran under.</summary>
    /// <param name="hash">Their hash.</param>
    public RunRecord Under(string hash) =>
        AllSettings.Contains(hash) ? this : this with { Settings = string.Join(SettingsSeparator, [.. AllSettings, hash]) };

    /// <summary>Whether something happened since it came to its end; where it is not known when that was, all did.</summary>
    /// <param name="at">When it happened.</param>
    public bool IsSinceItsEnd(DateTimeOffset at) => FinishedAt is not { } end || at >= end;

    /// <summary>The run's date and version.</summary>
    public NightRun ToRun() => new(Date, Version);

    /// <summary>What is measured and traced of its end; null where it did not both start and end.</summary>
    public EndedRun? ToEnded() => this is { StartedAt: { } started, FinishedAt: { } finished }
        ? new(ToRun().Id, Status.ToString(), Scope.ToString(), started, finished)
        {
            Values = Rows,
            Failed = Failed,
            Provisional = Provisional,
        }
        : null;
}

/// <summary>Where a run stands.</summary>
public enum RunStatus
{
    /// <summary>Asked for, not started.</summary>
    Requested,

    /// <summary>Started.</summary>
    Running,

    /// <summary>Every value of its plan is stored and counted.</summary>
    Completed,

    /// <summary>Stopped on request; its plan stays, and it can be asked for again as a new version.</summary>
    Cancelled,

    /// <summary>
    /// The tries of one of its steps are used up. Its date stays open: it is tried again from its plan every business
    /// morning until it completes, is cancelled, or is waived.
    /// </summary>
    Failed,
}

/// <summary>Which grants a run plans.</summary>
public enum RunScope
{
    /// <summary>Every grant alive on its date.</summary>
    Alive,

    /// <summary>Those whose grant-date value of the date is provisional.</summary>
    Provisional,
}
