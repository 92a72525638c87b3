using Azure.Data.Tables;
using Pricing.Calendars;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Nights.Ledger;

/// <summary>
/// The runs that failed and are still open: each is tried again once every later business morning, and at once where
/// somebody asked to stop it.
/// </summary>
/// <param name="storage">The ledger's table.</param>
/// <param name="runs">The runs.</param>
/// <param name="cancellation">Which are to be stopped.</param>
/// <param name="waiver">Which are to be let be.</param>
/// <param name="manifests">Say that one was let be.</param>
/// <param name="options">When they are tried again.</param>
/// <param name="clock">The time.</param>
public sealed class FailedRuns(
    PipelineStorage storage,
    RunStore runs,
    RunCancellation cancellation,
    RunWaiver waiver,
    RunManifests manifests,
    NightOptions options,
    TimeProvider clock)
{
    private const string PartitionName = "failed";

    /// <summary>The failed runs that are open, by date.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public IAsyncEnumerable<FailedRun> ListAsync(CancellationToken cancellationToken) => TableRecords.QueryAsync(
        storage.Ledger,
        TableClient.CreateQueryFilter($"PartitionKey eq {PartitionName}"),
        LedgerJson.Readable.FailedRun,
        cancellationToken);

    /// <summary>Notes what the end of a run means for the failed ones.</summary>
    /// <param name="run">A run at its end.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    internal async Task NoteAsync(RunRecord run, CancellationToken cancellationToken)
    {
        if (run is { Status: RunStatus.Failed, WaivedBy: null })
        {
            var failed = new FailedRun
            {
                Date = run.Date,
                Version = run.Version,
                Scope = run.Scope,
                Reason = run.FailureReason ?? "",
                Attempts = run.Attempts,
                TriedOn = JapanTime.DateOf(clock.GetUtcNow()),
            };
            await storage.Ledger.UpsertEntityAsync(
                TableRecords.Write(failed, LedgerJson.Readable.FailedRun, PartitionName, Key(failed.ToRun())),
                TableUpdateMode.Replace,
                cancellationToken);
            return;
        }

        await ForgetAsync(run.ToRun(), cancellationToken);
        if (run is not { Status: RunStatus.Completed, Scope: RunScope.Alive, Issuers: "" }) return;

        // A later version of the whole date holds everything that the earlier one was to bring.
        await foreach (var other in ListAsync(cancellationToken))
        {
            if (other.Date == run.Date && other.Version < run.Version) await ForgetAsync(other.ToRun(), cancellationToken);
        }
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

            if (await cancellation.FindAsync(run, cancellationToken) is not null) return run;
            if (await waiver.FindAsync(run, cancellationToken) is { } waived)
            {
                stored = stored with { WaiveReason = waived.Reason, WaivedBy = waived.AskedBy };
                await runs.SaveAsync(stored, cancellationToken);
                await manifests.WriteAsync(stored, cancellationToken);
                await ForgetAsync(run, cancellationToken);
            }
            else if (JapanTime.At(TokyoCalendar.NextBusinessDate(failed.TriedOn), options.FollowUpTime) <= now)
            {
                return run;
            }
        }

        return null;
    }

    private Task<Azure.Response> ForgetAsync(NightRun run, CancellationToken cancellationToken) =>
        storage.Ledger.DeleteEntityAsync(PartitionName, Key(run), cancellationToken: cancellationToken);

    private static string Key(NightRun run) => $"{Keys.Date(run.Date)}|{Keys.Inverted(run.Version)}";
}
