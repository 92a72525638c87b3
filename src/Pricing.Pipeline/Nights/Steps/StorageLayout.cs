using System.Globalization;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Nights.Columns;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Nights.Steps;

/// <summary>
/// The number of the layout of what is stored, PK <c>layout</c> in the ledger; where there is none it is 1, that of 0.1. A night
/// brings what an earlier version stored to the layout of this one before it plans anything.
/// </summary>
/// <param name="storage">The ledger.</param>
/// <param name="runs">The runs.</param>
/// <param name="manifests">Their manifests.</param>
/// <param name="columns">Their tables, which there are since 2.</param>
/// <param name="logger">Says what was done.</param>
public sealed partial class StorageLayout(
    PipelineStorage storage, RunStore runs, RunManifests manifests, ColumnStore columns, ILogger<StorageLayout> logger)
{
    /// <summary>The layout of this version.</summary>
    public const int Current = 2;

    private const string Partition = "layout";
    private const string Row = "number";
    private const string Column = "number";

    private int known;

    /// <summary>Brings what is stored to the layout of this version. Doing it again finishes it.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="InvalidOperationException">It was stored by a later version, which this one could damage.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        if (known == Current) return;

        var found = await ReadAsync(cancellationToken);
        if (found > Current)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture, $"The storage has the layout {found}, this version knows {Current}: it was written by a later version; use that one."));
        }

        if (found < Current)
        {
            var made = await MakeTablesAsync(cancellationToken);
            await storage.Ledger.UpsertEntityAsync(new TableEntity(Partition, Row) { [Column] = Current }, cancellationToken: cancellationToken);
            LogMigrated(found, Current, made);
        }

        known = Current;
    }

    private async Task<int> ReadAsync(CancellationToken cancellationToken)
    {
        var row = await storage.Ledger.GetEntityIfExistsAsync<TableEntity>(Partition, Row, cancellationToken: cancellationToken);
        return row.HasValue && row.Value![Column] is int number ? number : 1;
    }

    /// <summary>Since 2 a completed run has a table. One whose values cannot be read has none, as they themselves cannot be exported.</summary>
    private async Task<int> MakeTablesAsync(CancellationToken cancellationToken)
    {
        var made = 0;
        await foreach (var run in runs.AllAsync(cancellationToken))
        {
            if (run.Status != RunStatus.Completed || run.Columns.Length > 0) continue;

            try
            {
                var record = run with { Columns = await columns.WriteAsync(run, cancellationToken) };
                await runs.SaveAsync(record, cancellationToken);
                await manifests.WriteAsync(record, cancellationToken);
                made++;
            }
            catch (DamagedContentException damage)
            {
                LogLeft(run.ToRun(), damage.Message);
            }
        }

        return made;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The storage was brought from layout {From} to {To}: {Count} runs have a table")]
    private partial void LogMigrated(int from, int to, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The run {Run} has no table: {Reason}")]
    private partial void LogLeft(NightRun run, string reason);
}
