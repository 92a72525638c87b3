using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Pricing.Calendars;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Nights.Ledger;

/// <summary>
/// The runs that failed and are still open: each is tried again once every later business morning, and at once where
/// somebody has asked to stop it since.
/// </summary>
/// <param name="storage">The ledger's table.</param>
/// <param name="runs">The runs.</param>
/// <param name="cancellation">Which are to be stopped.</param>
/// <param name="waiver">Which are to be let be.</param>
/// <param name="manifests">Say that one was let be.</param>
/// <param name="options">When they are tried again.</param>
/// <param name="clock">The time.</param>
/// <param name="alarm">Told of what cannot be read.</param>
public sealed class FailedRuns(
    PipelineStorage storage,
    RunStore runs,
    RunCancellation cancellation,
    RunWaiver waiver,
    RunManifests manifests,
    NightOptions options,
    TimeProvider clock,
    DamageAlarm? alarm = null)
{
    private const string PartitionName = "failed";

    /// <summary>The failed runs that are open, by date. What a row that cannot be read was is told by its run.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async IAsyncEnumerable<FailedRun> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var rows = storage.Ledger.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {PartitionName}"), cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            var failed = TableRecords.TryRead(row, LedgerJson.Readable.FailedRun, alarm)
                ?? await ReadByRunAsync(row, cancellationToken);
            if (failed is not null) yield return failed;
        }
    }

    /// <summary>Notes what the end of a run means for the failed ones.</summary>
    /// <param name="run">A run at its end.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The failed ones that it made needless.</returns>
    internal async Task<IReadOnlyList<NightRun>> NoteAsync(RunRecord run, CancellationToken cancellationToken)
    {
        if (run is { Status: RunStatus.Failed, WaivedBy: null })
        {
            var failed = Of(run, clock.GetUtcNow());
            await storage.Ledger.UpsertEntityAsync(
                TableRecords.Write(failed, LedgerJson.Readable.FailedRun, PartitionName, Key(failed.ToRun())),
                TableUpdateMode.Replace,
                cancellationToken);
            return [];
        }

        await ForgetAsync(run.ToRun(), cancellationToken);
        if (run is not { Status: RunStatus.Completed, IsWhole: true }) return [];

        // A later version of the whole date holds everything that the earlier one was to bring.
        var needless = await ListAsync(cancellationToken)
            .Where(other => other.Date == run.Date && other.Version < run.Version)
            .Select(other => other.ToRun())
            .ToListAsync(cancellationToken);
        foreach (var other in needless) await ForgetAsync(other, cancellationToken);
        return needless;
    }

    /// <summary>The first of them that is to be carried out again; those that were waived meanwhile are closed.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    internal async Task<NightRun?> FindDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await foreach (var failed in ListAsync(cancellationToken))
        {
            var run = failed.ToRun();
            var stored = await runs.FindAsync(run, cancellationToken);
            if (stored is null || stored.IsDone) await ForgetAsync(run, cancellationToken);
            if (stored is not { Status: RunStatus.Failed, WaivedBy: null }) continue;

            if (await SaidAsync(cancellation.FindAsync(run, cancellationToken)) is { } asked && stored.IsSinceItsEnd(asked.AskedAt)) return run;
            if (await SaidAsync(waiver.FindAsync(run, cancellationToken)) is { } waived)
            {
                stored = stored with { WaiveReason = waived.Reason, WaivedBy = waived.AskedBy, WaivedByIdentity = waived.AskedByIdentity };
                await manifests.WriteAsync(stored, cancellationToken);
                await runs.SaveAsync(stored, cancellationToken);
                await ForgetAsync(run, cancellationToken);
            }
            else if (NextMorning.IsPast(failed.TriedOn, options.FollowUpTime, now))
            {
                return run;
            }
        }

        return null;
    }

    private static FailedRun Of(RunRecord run, DateTimeOffset triedAt) => new()
    {
        Date = run.Date,
        Version = run.Version,
        Scope = run.Scope,
        Reason = run.FailureReason ?? "",
        Attempts = run.Attempts,
        TriedOn = JapanTime.DateOf(triedAt),
    };

    /// <summary>What was said of a run, where that can be read; else it is as if nobody had said anything.</summary>
    private async Task<T?> SaidAsync<T>(Task<T?> note)
        where T : class
    {
        try
        {
            return await note;
        }
        catch (DamagedContentException damage)
        {
            alarm?.Raise(damage.Message);
            return null;
        }
    }

    private async Task<FailedRun?> ReadByRunAsync(TableEntity row, CancellationToken cancellationToken)
    {
        if (RunOf(row.RowKey) is not { } run) return null;

        return await runs.FindAsync(run, cancellationToken) is { Status: RunStatus.Failed, WaivedBy: null } stored
            ? Of(stored, stored.FinishedAt ?? stored.AskedAt)
            : null;
    }

    private Task<Azure.Response> ForgetAsync(NightRun run, CancellationToken cancellationToken) =>
        storage.Ledger.DeleteEntityAsync(PartitionName, Key(run), cancellationToken: cancellationToken);

    private static NightRun? RunOf(string key) =>
        key.Split('|') is [var date, var version]
        && DateText.Parse(date) is { } day
        && Keys.IsVersion(version)
            ? new(day, Keys.Version(version))
            : null;

    private static string Key(NightRun run) => $"{Keys.Date(run.Date)}|{Keys.Inverted(run.Version)}";
}
