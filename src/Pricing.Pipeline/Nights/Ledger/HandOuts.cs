using Azure.Data.Tables;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Nights.Ledger;

/// <summary>Which runs were handed to an engine, and how often: one that does not come to its end stands behind all others.</summary>
/// <param name="storage">The ledger's table.</param>
/// <param name="clock">The time.</param>
/// <param name="alarm">Told of rows that cannot be read; the next hand-out of their run writes them anew.</param>
internal sealed class HandOuts(PipelineStorage storage, TimeProvider clock, DamageAlarm? alarm)
{
    private const string PartitionName = "handed-out";

    /// <summary>All of them, by run.</summary>
    public async Task<Dictionary<NightRun, HandOut>> ListAsync(CancellationToken cancellationToken) =>
        await TableRecords.QueryAsync(
                storage.Ledger,
                TableClient.CreateQueryFilter($"PartitionKey eq {PartitionName}"),
                LedgerJson.Readable.HandOut,
                alarm,
                cancellationToken)
            .ToDictionaryAsync(handOut => handOut.ToRun(), cancellationToken: cancellationToken);

    /// <summary>Notes that a run is handed out.</summary>
    /// <param name="run">The run.</param>
    /// <param name="before">What is noted of it.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task NoteAsync(NightRun run, HandOut? before, CancellationToken cancellationToken)
    {
        var handOut = new HandOut
        {
            Date = run.Date,
            Version = run.Version,
            Count = before switch { null => 1, { Untaken: true } => before.Count, _ => before.Count + 1 },
            At = clock.GetUtcNow(),
            Untaken = true,
        };
        return SaveAsync(handOut, cancellationToken);
    }

    /// <summary>Notes that an engine is at a run, where it was handed out.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task TakeAsync(NightRun run, CancellationToken cancellationToken)
    {
        var found = await storage.Ledger.GetEntityIfExistsAsync<TableEntity>(PartitionName, Key(run), cancellationToken: cancellationToken);
        if (found.HasValue && TableRecords.TryRead(found.Value!, LedgerJson.Readable.HandOut, alarm) is { Untaken: true } handOut)
            await SaveAsync(handOut with { Untaken = false }, cancellationToken);
    }

    /// <summary>Forgets a run that is at its end.</summary>
    public Task ForgetAsync(NightRun run, CancellationToken cancellationToken) =>
        storage.Ledger.DeleteEntityAsync(PartitionName, Key(run), cancellationToken: cancellationToken);

    private async Task SaveAsync(HandOut handOut, CancellationToken cancellationToken) => await storage.Ledger.UpsertEntityAsync(
        TableRecords.Write(handOut, LedgerJson.Readable.HandOut, PartitionName, Key(handOut.ToRun())),
        TableUpdateMode.Replace,
        cancellationToken);

    private static string Key(NightRun run) => $"{Keys.Date(run.Date)}|{Keys.Inverted(run.Version)}";
}
