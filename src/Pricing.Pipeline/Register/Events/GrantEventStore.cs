using Azure.Data.Tables;
using Pricing.Files.Fields;
using Pricing.Grants.Life;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Register.Events;

/// <summary>Stores the dated events of grants beside the grants, each with what it comes to.</summary>
/// <param name="storage">The tables.</param>
/// <param name="buckets">Where a grant is.</param>
/// <param name="grants">The grants.</param>
public sealed class GrantEventStore(PipelineStorage storage, IssuerBuckets buckets, GrantStore grants)
{
    /// <summary>What the keys of events begin with; it stands before all grants.</summary>
    internal const string Prefix = Keys.Shared + "e|";

    private const string BatchColumn = "batch";
    private const string LineColumn = "line";
    private const string SettlementColumn = "settlement";

    private readonly GrantAttachments attachments = new(storage, buckets, grants);
    private readonly AttachedRows<StoredEvent> rows = new(storage, Prefix, Read);

    /// <summary>Judges an event by its grant and by the events that are stored; gives what it comes to as text.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="grant">The grant.</param>
    /// <param name="stored">The events that are stored.</param>
    /// <returns>The text, or why the event is refused.</returns>
    public delegate Task<Outcome<string>> Judge(string partition, StoredGrant grant, IReadOnlyList<GrantEvent> stored);

    /// <summary>
    /// Stores an event, once however often it is sent. Doing it twice for the same row of a batch gives the same answer.
    /// </summary>
    /// <param name="item">The event.</param>
    /// <param name="judge">Judges it; asked again where something changes meanwhile.</param>
    /// <param name="batchHash">The batch it comes from.</param>
    /// <param name="line">The row of that batch.</param>
    /// <param name="repeats">Told of the earlier row of the same batch that says the same; null for nobody.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>What became of it, or why it was refused.</returns>
    public Task<Outcome<StoreResult>> StoreAsync(
        GrantEvent item, Judge judge, string batchHash, int line, Action<int>? repeats, CancellationToken cancellationToken) =>
        attachments.StoreAsync(
            item.Issuer,
            item.GrantId,
            async (partition, grant) =>
            {
                var read = await rows.OfGrantAsync(partition, item.GrantId, cancellationToken);
                if (!read.TryGet(out var stored)) return read.Failures.ToList();
                if (stored.Find(other => other.Event == item) is { } same)
                {
                    if (same.BatchHash == batchHash && same.Line != line) repeats?.Invoke(same.Line);
                    return Done(same.BatchHash == batchHash && same.Line == line ? StoreResult.Stored : StoreResult.Unchanged);
                }

                if (stored.Exists(other => other.Event.Date == item.Date && other.Event.Hash() == item.Hash())) return SameHash(item);

                var judged = await judge(partition, grant, [.. stored.Select(other => other.Event)]);
                return judged.TryGet(out var settlement)
                    ? new GrantAttachments.Decision(
                        StoreResult.Stored,
                        new(TableTransactionActionType.Add, Row(partition, new(item, settlement, batchHash, line))),
                        ChangesTerms: item.Kind == LifeEventKind.Adjusted)
                    : judged.Failures.ToList();
            },
            cancellationToken);

    /// <summary>The events of a grant.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The events, or every row of them that cannot be read.</returns>
    public async Task<Outcome<List<GrantEvent>>> OfGrantAsync(
        string partition, string grantId, CancellationToken cancellationToken) =>
        Events(await StoredAsync(partition, grantId, cancellationToken));

    /// <summary>The events of a grant as they are stored.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The events, or every row of them that cannot be read.</returns>
    public Task<Outcome<List<StoredEvent>>> StoredAsync(string partition, string grantId, CancellationToken cancellationToken) =>
        rows.OfGrantAsync(partition, grantId, cancellationToken);

    /// <summary>The events of a partition.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>By the key of the grant: its events, or every row of them that cannot be read.</returns>
    public async Task<Dictionary<string, Outcome<List<GrantEvent>>>> ListAsync(string partition, CancellationToken cancellationToken) =>
        (await ListStoredAsync(partition, cancellationToken)).ToDictionary(grant => grant.Key, grant => Events(grant.Value), StringComparer.Ordinal);

    /// <summary>The events of a partition as they are stored.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>By the key of the grant: its events, or every row of them that cannot be read.</returns>
    public Task<Dictionary<string, Outcome<List<StoredEvent>>>> ListStoredAsync(string partition, CancellationToken cancellationToken) =>
        rows.ListAsync(partition, cancellationToken);

    /// <summary>Reads the row of an event.</summary>
    internal static Outcome<StoredEvent> Read(TableEntity row)
    {
        var read = GrantEventReader.Read(FieldReader.OfStored(GrantEvent.Schema, row.GetString));
        return read.TryGet(out var item)
            ? new StoredEvent(item, row.GetString(SettlementColumn), row.GetString(BatchColumn) ?? "", row.GetInt32(LineColumn) ?? 0)
            : read.Failures.ToList();
    }

    // Lines of a text can read like further fields, and by its hash an event is stored and named.
    private static Failure SameHash(GrantEvent item) => new(
        ReasonCode.ConflictingData,
        "reference",
        item.Reference,
        "another event is stored that cannot be told from this one by its id: the lines of its texts read like the fields of this row; write the document in another way");

    private static Outcome<GrantAttachments.Decision> Done(StoreResult result) => new GrantAttachments.Decision(result, null);

    private static Outcome<List<GrantEvent>> Events(Outcome<List<StoredEvent>> stored) =>
        stored.TryGet(out var events) ? events.ConvertAll(item => item.Event) : stored.Failures.ToList();

    private TableEntity Row(string partition, StoredEvent stored)
    {
        var item = stored.Event;
        var row = new TableEntity(partition, $"{rows.PrefixOf(item.GrantId)}{Keys.Date(item.Date)}|{item.Hash()}")
        {
            [SettlementColumn] = stored.Settlement,
            [BatchColumn] = stored.BatchHash,
            [LineColumn] = stored.Line,
        };
        foreach (var (column, text) in item.Stored()) row[column] = text;
        return row;
    }
}

/// <summary>An event as it is stored.</summary>
/// <param name="Event">The event.</param>
/// <param name="Settlement">What it came to when it was taken in, as text; null in events from before that was stored.</param>
/// <param name="BatchHash">The batch that brought it.</param>
/// <param name="Line">The row of that batch.</param>
public sealed record StoredEvent(GrantEvent Event, string? Settlement, string BatchHash, int Line);
