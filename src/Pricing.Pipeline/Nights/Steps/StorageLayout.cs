using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Nights.Steps;

/// <summary>
/// The number of the layout of what is stored, PK <c>layout</c> in the ledger; where there is none it is 1, that of 0.1. What
/// an earlier version stored is read as it is, so a night brings the number alone to that of this version, before it plans anything.
/// </summary>
/// <param name="storage">The ledger.</param>
/// <param name="logger">Says what was done.</param>
public sealed partial class StorageLayout(PipelineStorage storage, ILogger<StorageLayout> logger)
{
    /// <summary>The layout of this version: since 2 a completed run has a table, which is made where it is asked for and missing.</summary>
    public const int Current = 2;

    private const string Partition = PipelineStorage.LayoutPartition;
    private const string Row = PipelineStorage.LayoutRow;
    private const string Column = "number";

    private int known;

    /// <summary>Brings the number to that of this version; a greater one is never replaced.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="InvalidOperationException">What is stored was stored by a later version, which this one could damage.</exception>
    /// <exception cref="DamagedContentException">There is a row, but no number can be read in it.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        // Another engine may write between the reading and the writing; then what it wrote counts.
        while (known != Current && !await TryMigrateAsync(cancellationToken))
        {
        }

        known = Current;
    }

    private async Task<bool> TryMigrateAsync(CancellationToken cancellationToken)
    {
        var stored = await storage.Ledger.GetEntityIfExistsAsync<TableEntity>(Partition, Row, cancellationToken: cancellationToken);
        var row = stored.HasValue ? stored.Value : null;
        var found = row is null ? 1 : NumberOf(row);
        if (found == Current) return true;
        if (found > Current)
        {
            throw new InvalidOperationException(string.Create(
                CultureInfo.InvariantCulture, $"The storage has the layout {found}, this version knows {Current}: it was written by a later version; use that one."));
        }

        var next = new TableEntity(Partition, Row) { [Column] = Current };
        try
        {
            if (row is null) await storage.Ledger.AddEntityAsync(next, cancellationToken);
            else await storage.Ledger.UpdateEntityAsync(next, row.ETag, TableUpdateMode.Replace, cancellationToken);
        }
        catch (RequestFailedException meanwhile) when (meanwhile.Status is 404 or 409 or 412)
        {
            return false;
        }

        LogMigrated(found, Current);
        return true;
    }

    private static int NumberOf(TableEntity row) => row[Column] is int and > 0 and var number
        ? number
        : throw new DamagedContentException($"ledger/{Partition}/{Row}", "holds no number of a layout");

    [LoggerMessage(Level = LogLevel.Information, Message = "The storage was brought from layout {From} to {To}")]
    private partial void LogMigrated(int from, int to);
}
