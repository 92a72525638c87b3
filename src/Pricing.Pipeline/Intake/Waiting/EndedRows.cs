using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Pricing.Files.Schemas;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Intake.Waiting;

/// <summary>
/// Keeps by grant the rows that waited for it and never count, with what they said: a row of the ledger each. What became of them says
/// <see cref="FateStore"/>, and a row of which that is not known still waits.
/// </summary>
/// <param name="storage">The ledger.</param>
/// <param name="fates">What became of rows.</param>
/// <param name="files">The files of rows that ended before they were kept here.</param>
/// <param name="alarm">Told of rows that cannot be read.</param>
public sealed class EndedRows(PipelineStorage storage, FateStore fates, FileRecords files, DamageAlarm? alarm = null)
{
    private const string SoughtPartition = "ended-sought";
    private const string SoughtRow = "fates";

    private volatile bool isSought;

    /// <summary>Keeps a row, before it is noted what became of it; none of holders, who are persons and move no value.</summary>
    /// <param name="row">The row.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task AddAsync(WaitingRow row, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.Kind == FileKind.Holders) return;

        try
        {
            await storage.Ledger.AddEntityAsync(WaitingEntity.Write(row, PartitionOf(row.Key), KeyOf(row)), cancellationToken);
        }
        catch (RequestFailedException there) when (there.Status == 409)
        {
            // Kept before, by another process or before a crash.
        }
    }

    /// <summary>The rows of a grant that never count, in the order in which they ended.</summary>
    /// <param name="key">The grant.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<IReadOnlyList<EndedRow>> OfGrantAsync(WaitingKey key, CancellationToken cancellationToken)
    {
        var partition = PartitionOf(key);
        var ended = new List<EndedRow>();
        await foreach (var entity in storage.Ledger.QueryAsync<TableEntity>(row => row.PartitionKey == partition, cancellationToken: cancellationToken))
        {
            if (WaitingEntity.TryRead(entity, KeyOf, alarm) is { } row
                && await fates.FindAsync(row.Batch, row.Line, cancellationToken) is { NeverCounts: true } fate)
            {
                ended.Add(new(row, fate));
            }
        }

        if (!await IsSoughtAsync(cancellationToken))
        {
            var known = ended.Select(one => (one.Row.Batch, one.Row.Line)).ToHashSet();
            await foreach (var fate in fates.OfGrantAsync(key, cancellationToken))
            {
                if (fate.NeverCounts && known.Add((fate.Batch, fate.Line))) ended.Add(new(await RowOfAsync(fate, cancellationToken), fate));
            }
        }

        return
        [
            .. ended.OrderBy(one => one.Fate.DecidedAt).ThenBy(one => one.Row.Batch, StringComparer.Ordinal).ThenBy(one => one.Row.Line),
        ];
    }

    /// <summary>Keeps here what ended before rows were kept by grant; done once in the life of a storage.</summary>
    /// <param name="cancellationToken">Stops the calls; doing it again finishes it.</param>
    public async Task SeekAsync(CancellationToken cancellationToken)
    {
        if (await IsSoughtAsync(cancellationToken)) return;

        await foreach (var fate in fates.AllAsync(cancellationToken))
        {
            if (fate.NeverCounts) await AddAsync(await RowOfAsync(fate, cancellationToken), cancellationToken);
        }

        await storage.Ledger.UpsertEntityAsync(new TableEntity(SoughtPartition, SoughtRow), cancellationToken: cancellationToken);
    }

    private async Task<bool> IsSoughtAsync(CancellationToken cancellationToken) => isSought = isSought || (
        await storage.Ledger.GetEntityIfExistsAsync<TableEntity>(SoughtPartition, SoughtRow, cancellationToken: cancellationToken)).HasValue;

    private async Task<WaitingRow> RowOfAsync(WaitingFate fate, CancellationToken cancellationToken)
    {
        var file = await files.FindAsync(fate.Batch, cancellationToken);
        return new()
        {
            Issuer = fate.Issuer,
            GrantId = fate.GrantId,
            Batch = fate.Batch,
            Name = file?.Name,
            Kind = file?.Kind ?? FileKind.Grants,
            Line = fate.Line,
            ArrivedAt = file?.ReceivedAt ?? fate.DecidedAt,
            Reason = "",
        };
    }

    private static string PartitionOf(WaitingKey key) => $"ended|{KeyText.Encode(key.Issuer)}|{KeyText.Encode(key.GrantId)}";

    private static string KeyOf(WaitingRow row) => string.Create(CultureInfo.InvariantCulture, $"{row.Batch}|{row.Line:D9}");
}
