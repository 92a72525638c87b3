using System.Globalization;
using Azure.Data.Tables;
using Pricing.Files.Fields;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Register.Events;

/// <summary>Stores who was allotted the rights of a grant beside the grant.</summary>
/// <param name="storage">The tables.</param>
/// <param name="buckets">Where a grant is.</param>
/// <param name="grants">The grants.</param>
public sealed class HolderStore(PipelineStorage storage, IssuerBuckets buckets, GrantStore grants)
{
    private const string BatchColumn = "batch";
    private const string LineColumn = "line";
    private const string VersionColumn = "version";

    private readonly GrantAttachments attachments = new(storage, buckets, grants);
    private readonly AttachedRows<StoredHolder> rows = new(storage, Keys.Shared + "h|", Read);

    /// <summary>
    /// Stores a holder, once however often it is sent. Doing it twice for the same row of a batch gives the same answer.
    /// </summary>
    /// <param name="item">The holder.</param>
    /// <param name="replace">Whether another group or number takes the place of what is stored.</param>
    /// <param name="batchHash">The batch it comes from.</param>
    /// <param name="line">The row of that batch.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>
    /// What became of it. <see cref="ReasonCode.ConflictingData"/> where another number or group is stored,
    /// <see cref="ReasonCode.RightsNotOutstanding"/> where all holders together have more rights than were allotted.
    /// </returns>
    public Task<Outcome<StoreResult>> StoreAsync(
        GrantHolder item, bool replace, string batchHash, int line, CancellationToken cancellationToken) =>
        attachments.StoreAsync(
            item.Issuer,
            item.GrantId,
            async (partition, grant) =>
            {
                var read = await rows.OfGrantAsync(partition, item.GrantId, cancellationToken);
                return read.TryGet(out var stored) ? Decide(item, partition, grant, stored, replace, batchHash, line) : read.Failures.ToList();
            },
            cancellationToken);

    /// <summary>The holders of a grant.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The holders by id, or every row of them that cannot be read.</returns>
    public async Task<Outcome<List<GrantHolder>>> OfGrantAsync(
        string partition, string grantId, CancellationToken cancellationToken) =>
        Holders(await StoredAsync(partition, grantId, cancellationToken));

    /// <summary>The ids of a grant's holders.</summary>
    /// <param name="issuer">The issuing company.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The ids, none where no such grant is stored; or what of them cannot be read.</returns>
    public async Task<Outcome<HashSet<string>>> IdsAsync(string issuer, string grantId, CancellationToken cancellationToken)
    {
        if (issuer.Length == 0 || grantId.Length == 0) return new HashSet<string>();

        var bucket = await buckets.FindPartitionAsync(issuer, grantId, cancellationToken);
        if (bucket is null) return new HashSet<string>();
        if (!bucket.TryGet(out var partition)) return bucket.Failures.ToList();

        var read = await OfGrantAsync(partition, grantId, cancellationToken);
        return read.TryGet(out var holders)
            ? holders.Select(holder => holder.Holder).ToHashSet(StringComparer.Ordinal)
            : read.Failures.ToList();
    }

    /// <summary>The holders of a grant as they are stored.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The holders, or every row of them that cannot be read.</returns>
    public Task<Outcome<List<StoredHolder>>> StoredAsync(string partition, string grantId, CancellationToken cancellationToken) =>
        rows.OfGrantAsync(partition, grantId, cancellationToken);

    /// <summary>The holders of a partition.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>By the key of the grant: its holders, or every row of them that cannot be read.</returns>
    public async Task<Dictionary<string, Outcome<List<GrantHolder>>>> ListAsync(string partition, CancellationToken cancellationToken) =>
        (await rows.ListAsync(partition, cancellationToken)).ToDictionary(grant => grant.Key, grant => Holders(grant.Value), StringComparer.Ordinal);

    private Outcome<GrantAttachments.Decision> Decide(
        GrantHolder item,
        string partition,
        StoredGrant grant,
        List<StoredHolder> stored,
        bool replace,
        string batchHash,
        int line)
    {
        var before = stored.Find(other => other.Holder.Holder == item.Holder);
        if (before is not null)
        {
            var isRepeated = before.BatchHash == batchHash && before.Line == line;
            var same = before.Holder;
            if (same == item) return new GrantAttachments.Decision(isRepeated ? ResultOf(before.Version) : StoreResult.Unchanged, null);
            if (!replace)
            {
                return new Failure(
                    ReasonCode.ConflictingData,
                    "rights",
                    item.Rights.ToString(CultureInfo.InvariantCulture),
                    string.Create(CultureInfo.InvariantCulture, $"this holder is stored with {same.Rights} rights of the group {same.Group}; to correct that, send the file to replace, with a reason"));
            }
        }

        var others = stored.Where(other => other.Holder.Holder != item.Holder).Sum(other => (long)other.Holder.Rights);
        if (item.Beyond(others, grant.Terms.AllottedRights) is { } beyond) return beyond;

        var row = new TableEntity(partition, rows.PrefixOf(item.GrantId) + item.Key)
        {
            [BatchColumn] = batchHash,
            [LineColumn] = line,
            [VersionColumn] = (before?.Version ?? 0) + 1,
        };
        foreach (var (column, text) in item.Stored()) row[column] = text;
        return new GrantAttachments.Decision(
            ResultOf((before?.Version ?? 0) + 1),
            new(before is null ? TableTransactionActionType.Add : TableTransactionActionType.UpsertReplace, row));
    }

    private static Outcome<List<GrantHolder>> Holders(Outcome<List<StoredHolder>> stored) =>
        stored.TryGet(out var holders)
            ? holders.Select(item => item.Holder).OrderBy(holder => holder.Holder, StringComparer.Ordinal).ToList()
            : stored.Failures.ToList();

    private static Outcome<StoredHolder> Read(TableEntity row)
    {
        var read = GrantHolder.Read(FieldReader.OfStored(GrantHolder.Schema, row.GetString));
        return read.TryGet(out var holder)
            ? new StoredHolder(holder, row.GetString(BatchColumn) ?? "", row.GetInt32(LineColumn) ?? 0, row.GetInt32(VersionColumn) ?? 1)
            : read.Failures.ToList();
    }

    private static StoreResult ResultOf(int version) => version == 1 ? StoreResult.Stored : StoreResult.Amended;
}

/// <summary>A holder as it is stored.</summary>
/// <param name="Holder">The holder.</param>
/// <param name="BatchHash">The batch that brought it.</param>
/// <param name="Line">The row of that batch.</param>
/// <param name="Version">1, and one more for each time it was replaced.</param>
public sealed record StoredHolder(GrantHolder Holder, string BatchHash, int Line, int Version);
