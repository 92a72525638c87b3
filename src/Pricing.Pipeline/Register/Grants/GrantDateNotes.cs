using Azure;
using Azure.Data.Tables;
using Pricing.Grants.Measurements;
using Pricing.Pipeline.Changes;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Register.Grants;

/// <summary>
/// Keeps beside the grants where their grant-date values stand. Where a grant has changes of terms, whose values show that of the
/// grant date, another version of it is noted as a changed fact.
/// </summary>
/// <param name="storage">The tables.</param>
/// <param name="changed">Where changed facts are noted.</param>
public sealed class GrantDateNotes(PipelineStorage storage, ChangedFacts changed)
{
    private const int RowsInTransaction = 100;
    private const string Status = nameof(StoredGrant.GrantDateStatus);
    private const string ValueVersion = nameof(StoredGrant.GrantDateVersion);
    private const string GrantVersion = nameof(StoredGrant.Version);
    private const string Changes = nameof(StoredGrant.Modifications);

    private static readonly string[] Noted =
        [nameof(ITableEntity.RowKey), nameof(ITableEntity.Timestamp), GrantVersion, Changes, Status, ValueVersion];

    /// <summary>
    /// Notes values of one partition. Where a grant was amended since its value was planned, only the value's number is
    /// noted: the amended terms have no value yet. Where it is not stored any more there is nothing to note.
    /// </summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="notes">The notes, each of another grant.</param>
    /// <param name="cancellationToken">Stops the calls; doing it again finishes it.</param>
    public async Task WriteAsync(string partition, IEnumerable<GrantDateNote> notes, CancellationToken cancellationToken)
    {
        var waiting = notes.ToDictionary(note => KeyText.Encode(note.GrantId), StringComparer.Ordinal);
        var unseen = waiting
            .Where(note => note.Value.Row is not null)
            .Select(note => Merge(partition, note.Key, note.Value, note.Value.Status.ToString(), new(note.Value.Row!)));
        await SubmitAsync(unseen, waiting, cancellationToken);
        while (waiting.Count > 0) await SubmitAsync(await ReadAsync(partition, waiting, cancellationToken), waiting, cancellationToken);
    }

    /// <summary>Writes notes; what it wrote waits no longer.</summary>
    private async Task SubmitAsync(
        IEnumerable<TableTransactionAction> actions, Dictionary<string, GrantDateNote> waiting, CancellationToken cancellationToken)
    {
        foreach (var some in actions.Chunk(RowsInTransaction))
        {
            try
            {
                await storage.Grants.SubmitTransactionAsync(some, cancellationToken);
            }
            catch (TableTransactionFailedException changed) when (changed.Status is 404 or 412)
            {
                // One of them changed since it was read, or is gone; these are read again.
                continue;
            }

            foreach (var action in some) waiting.Remove(action.Entity.RowKey);
        }
    }

    private static TableTransactionAction Merge(string partition, string row, GrantDateNote note, string status, ETag etag) => new(
        TableTransactionActionType.UpdateMerge,
        new TableEntity(partition, row) { [Status] = status, [ValueVersion] = note.ValueVersion },
        etag);

    /// <summary>
    /// Notes that the value of a change of terms is final. One whose earlier ones are not is not noted: it is measured again
    /// with them, and found unchanged.
    /// </summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="number">Which of its changes, from 1.</param>
    /// <param name="cancellationToken">Stops the calls; doing it again changes nothing.</param>
    public async Task NoteModificationAsync(string partition, string grantId, int number, CancellationToken cancellationToken)
    {
        const string column = nameof(StoredGrant.ModificationsValued);
        while (true)
        {
            var row = await storage.Grants.GetEntityIfExistsAsync<TableEntity>(
                partition, KeyText.Encode(grantId), [column], cancellationToken);
            if (!row.HasValue || (row.Value!.GetInt32(column) ?? 0) != number - 1) return;

            try
            {
                await storage.Grants.UpdateEntityAsync(
                    new TableEntity(partition, KeyText.Encode(grantId)) { [column] = number },
                    row.Value.ETag,
                    TableUpdateMode.Merge,
                    cancellationToken);
                return;
            }
            catch (RequestFailedException amended) when (amended.Status == 412)
            {
                // The grant changed since it was read; it is read again.
            }
        }
    }

    /// <summary>How many grant-date values are provisional, by the business date whose night they belong to.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<IReadOnlyDictionary<DateOnly, int>> CountProvisionalAsync(CancellationToken cancellationToken)
    {
        const string granted = "grant_date";
        const string allotted = "allotment_date";
        var filter = TableClient.CreateQueryFilter(
            $"RowKey ge {Keys.End(Keys.Shared + "|")} and GrantDateStatus eq {nameof(GrantDateStatus.Provisional)}");
        var rows = storage.Grants.QueryAsync<TableEntity>(
            filter, select: [granted, allotted], cancellationToken: cancellationToken);
        var counts = new Dictionary<DateOnly, int>();
        await foreach (var row in rows)
        {
            // What cannot be read is named where the grant is valued.
            if (DateText.Parse((row[granted] ?? row[allotted]) as string ?? "") is not { } date || MeasurementSchedule.FindNight(date) is not { } night) continue;

            counts[night] = counts.GetValueOrDefault(night) + 1;
        }

        return counts;
    }

    /// <summary>What is to be written of the notes that wait; those that stand already, or that a newer value overtook, wait no longer.</summary>
    private async Task<List<TableTransactionAction>> ReadAsync(
        string partition, Dictionary<string, GrantDateNote> waiting, CancellationToken cancellationToken)
    {
        var keys = waiting.Keys.Order(StringComparer.Ordinal).ToList();
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {keys[0]} and RowKey le {keys[^1]}");
        var actions = new List<TableTransactionAction>(keys.Count);
        var found = new HashSet<string>(StringComparer.Ordinal);
        var rows = storage.Grants.QueryAsync<TableEntity>(filter, select: Noted, cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            if (!waiting.TryGetValue(row.RowKey, out var note)) continue;
            found.Add(row.RowKey);
            if (row[GrantVersion] is not int version || row[Status] is not string before || row[ValueVersion] is not int noted)
            {
                // A row that cannot be read stays as it is, for whoever looks at the damage.
                waiting.Remove(row.RowKey);
                continue;
            }

            // A change of terms leaves the grant-date value on the terms before it.
            var changes = GrantModification.Read(row.GetString(Changes));
            var valued = changes is [var first, ..] ? first.Version - 1 : version;
            var status = valued == note.GrantVersion ? note.Status.ToString() : before;
            if (noted > note.ValueVersion || (noted == note.ValueVersion && before == status))
            {
                waiting.Remove(row.RowKey);
                continue;
            }

            if (changes.Count > 0 && note.ValueVersion > 1)
                await changed.NoteGrantAsync(ChangedFacts.GrantKey(partition, note.GrantId), cancellationToken);
            actions.Add(Merge(partition, row.RowKey, note, status, row.ETag));
        }

        foreach (var gone in keys.Where(key => !found.Contains(key))) waiting.Remove(gone);
        return actions;
    }
}

/// <summary>Where the grant-date value of a grant stands.</summary>
/// <param name="GrantId">The grant.</param>
/// <param name="GrantVersion">The version of the terms that were valued.</param>
/// <param name="Status">The status of the value.</param>
/// <param name="ValueVersion">The value's version.</param>
/// <param name="Row">
/// The version of the grant's row with these terms and an earlier value, so that it need not be read; null where it is to be read.
/// </param>
public sealed record GrantDateNote(
    string GrantId, int GrantVersion, GrantDateStatus Status, int ValueVersion, string? Row = null);
