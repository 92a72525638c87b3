using System.Collections.Concurrent;
using System.Globalization;
using Azure.Data.Tables;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Register.Grants;

/// <summary>
/// Into how many partitions each issuer's grants are spread. One unless configured before the issuer's first
/// grant; fixed from then on, since keys hang on it.
/// </summary>
/// <param name="storage">Where the numbers are kept.</param>
/// <param name="options">The configured numbers.</param>
/// <param name="alarm">Told of rows that bear no issuer's name.</param>
public sealed class IssuerBuckets(PipelineStorage storage, BucketOptions options, DamageAlarm? alarm = null)
{
    private const string PartitionName = "issuer";
    private const string Count = "Buckets";

    private readonly ConcurrentDictionary<string, int> known = new(StringComparer.Ordinal);
    private readonly IssuerNotes notes = new(storage.Ledger, PartitionName, Count, CountOf);

    /// <summary>The bucket of a grant.</summary>
    /// <param name="grantId">The grant.</param>
    /// <param name="buckets">The issuer's number of buckets.</param>
    public static int BucketOf(string grantId, int buckets) => buckets == 1
        ? 0
        : (int)(uint.Parse(ContentHash.Of(grantId)[..8], NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            % (uint)buckets);

    /// <summary>The partition of a grant, its issuer noted where it is new.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The partition's key; or why the issuer's number cannot be read.</returns>
    public async Task<Outcome<string>> PartitionAsync(string issuer, string grantId, CancellationToken cancellationToken)
    {
        if (!known.TryGetValue(issuer, out var buckets))
        {
            var read = await notes.NoteAsync(KeyText.Encode(issuer), Wanted(issuer), cancellationToken);
            if (!read.TryGet(out buckets)) return read.Failures.ToList();
            known[issuer] = buckets;
        }

        return Keys.Partition(issuer, BucketOf(grantId, buckets));
    }

    /// <summary>Says that a partition of an issuer will be asked for: new ones are noted together once one of them is.</summary>
    /// <param name="issuer">The issuer.</param>
    public void Expect(string issuer)
    {
        if (!known.ContainsKey(issuer)) notes.Expect(KeyText.Encode(issuer), Wanted(issuer));
    }

    /// <summary>
    /// The partition of a grant, as far as this process knows: where its issuer is new, or was noted by another process, only
    /// <see cref="PartitionAsync"/> says it for certain.
    /// </summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="grantId">The grant.</param>
    /// <returns>The partition's key.</returns>
    public string ExpectedPartition(string issuer, string grantId) =>
        Keys.Partition(issuer, BucketOf(grantId, known.GetValueOrDefault(issuer, Wanted(issuer))));

    /// <summary>The partition of a grant of a known issuer.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The partition's key, or why the issuer's number cannot be read; null where the issuer has no grants.</returns>
    public async Task<Outcome<string>?> FindPartitionAsync(string issuer, string grantId, CancellationToken cancellationToken)
    {
        // Storage refuses to look for a longer key, and there is none.
        if (!KeyText.Fits(issuer) || !KeyText.Fits(grantId)) return null;
        if (!known.TryGetValue(issuer, out var buckets))
        {
            var row = await storage.Ledger.GetEntityIfExistsAsync<TableEntity>(
                PartitionName, KeyText.Encode(issuer), cancellationToken: cancellationToken);
            if (!row.HasValue) return null;
            var read = CountOf(row.Value!);
            if (!read.TryGet(out buckets)) return read.Failures.ToList();
            known[issuer] = buckets;
        }

        return Keys.Partition(issuer, BucketOf(grantId, buckets));
    }

    /// <summary>Whether grants of an issuer were ever stored.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<bool> IsKnownAsync(string issuer, CancellationToken cancellationToken) =>
        KeyText.Fits(issuer)
        && (await storage.Ledger.GetEntityIfExistsAsync<TableEntity>(
            PartitionName, KeyText.Encode(issuer), cancellationToken: cancellationToken)).HasValue;

    /// <summary>
    /// All partitions that hold grants. Those of an issuer whose number cannot be read are found by the grants
    /// themselves, and named with what cannot be read.
    /// </summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<IReadOnlyList<(GrantPartition Partition, IReadOnlyList<Failure> Damage)>> ListAsync(
        CancellationToken cancellationToken)
    {
        var partitions = new List<(GrantPartition, IReadOnlyList<Failure>)>();
        var rows = storage.Ledger.QueryAsync<TableEntity>(
            row => row.PartitionKey == PartitionName, cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            if (IssuerOf(row) is not { } issuer) continue;

            var count = CountOf(row);
            var buckets = count.IsSuccess
                ? Enumerable.Range(0, count.Value)
                : await UsedBucketsAsync(row.RowKey, cancellationToken);
            partitions.AddRange(buckets.Select(bucket => (new GrantPartition(issuer, bucket), count.Failures)));
        }

        return partitions;
    }

    /// <summary>
    /// A partition that holds rows of grants and was not listed: its issuer came in since then, or its row of the ledger is lost, or was
    /// made anew with fewer partitions. Otherwise nobody would see that its grants are not valued.
    /// </summary>
    /// <param name="key">The partition's key.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The partition with what is lost or cannot be read; null where the key is no issuer's.</returns>
    public async Task<(GrantPartition Partition, IReadOnlyList<Failure> Damage)?> UnlistedAsync(string key, CancellationToken cancellationToken)
    {
        var row = new TableEntity(PartitionName, key.LastIndexOf('|') is > 0 and var end ? key[..end] : key);
        if (IssuerOf(row) is not { } issuer
            || !int.TryParse(key.AsSpan(row.RowKey.Length).TrimStart('|'), NumberStyles.None, CultureInfo.InvariantCulture, out var bucket))
        {
            alarm?.Raise($"The partition {key} of grants is no issuer's.");
            return null;
        }

        var noted = await storage.Ledger.GetEntityIfExistsAsync<TableEntity>(PartitionName, row.RowKey, cancellationToken: cancellationToken);
        var count = noted.HasValue ? CountOf(noted.Value!) : StoredRow.Damage("ledger", row, "it is not there");
        if (count.TryGet(out var buckets) && bucket >= buckets)
            count = StoredRow.Damage("ledger", row, string.Create(CultureInfo.InvariantCulture, $"it names {buckets} partitions, and grants are stored in number {bucket + 1}"));
        foreach (var failure in count.Failures) alarm?.Raise(failure.ToString());
        return (new(issuer, bucket), count.Failures);
    }

    private int Wanted(string issuer) => options.Buckets.GetValueOrDefault(issuer, 1);

    private string? IssuerOf(TableEntity row)
    {
        try
        {
            return KeyText.Decode(row.RowKey);
        }
        catch (FormatException)
        {
            alarm?.Raise($"The row {row.PartitionKey} {row.RowKey} of the ledger bears no issuer's name.");
            return null;
        }
    }

    private static Outcome<int> CountOf(TableEntity row)
    {
        try
        {
            return row.GetInt32(Count) is > 0 and { } count
                ? count
                : StoredRow.Damage("ledger", row, $"the column {Count} holds no number of partitions");
        }
        catch (InvalidOperationException otherType)
        {
            return StoredRow.Damage("ledger", row, otherType.Message);
        }
    }

    private async Task<IEnumerable<int>> UsedBucketsAsync(string issuerKey, CancellationToken cancellationToken)
    {
        var prefix = $"{issuerKey}|";
        var filter = TableClient.CreateQueryFilter($"PartitionKey ge {prefix} and PartitionKey lt {Keys.End(prefix)}");
        var found = new SortedSet<int>();
        var rows = storage.Grants.QueryAsync<TableEntity>(
            filter, select: [nameof(ITableEntity.PartitionKey)], cancellationToken: cancellationToken);
        await foreach (var row in rows)
        {
            if (int.TryParse(row.PartitionKey.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var bucket))
                found.Add(bucket);
        }

        return found;
    }
}

/// <summary>One partition of grants.</summary>
/// <param name="Issuer">The issuer.</param>
/// <param name="Bucket">The bucket, from 0.</param>
public readonly record struct GrantPartition(string Issuer, int Bucket)
{
    /// <summary>The partition's key.</summary>
    public string Key => Keys.Partition(Issuer, Bucket);
}
