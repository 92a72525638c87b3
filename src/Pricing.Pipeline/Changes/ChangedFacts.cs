using Azure;
using Azure.Data.Tables;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Changes;

/// <summary>
/// Notes in the ledger whose facts changed since stored values were last held against them: corporate actions of a share,
/// terms and decisions of a partition's grants.
/// </summary>
/// <param name="storage">The tables.</param>
public sealed class ChangedFacts(PipelineStorage storage)
{
    private const string PartitionName = "doubts-sought";
    // Named for the rules that were held against: with another one all are looked at again.
    private const string FirstSearch = "exercise-price-and-pairs";
    private const string SharePrefix = "share|";
    private const string GrantsPrefix = "grants|";
    private const string GrantPrefix = "grant|";

    /// <summary>What changed, as it was noted.</summary>
    /// <param name="IsFirst">Whether nobody has ever held the stored values against the rules.</param>
    /// <param name="Codes">The shares, five characters each.</param>
    /// <param name="Partitions">The partitions of grants.</param>
    /// <param name="Grants">Single grants, each as <see cref="GrantKey"/>.</param>
    public sealed record Changes(
        bool IsFirst, IReadOnlySet<string> Codes, IReadOnlySet<string> Partitions, IReadOnlySet<string> Grants)
    {
        /// <summary>Whether nothing changed.</summary>
        public bool IsEmpty => !IsFirst && Codes.Count == 0 && Partitions.Count == 0 && Grants.Count == 0;

        /// <summary>Whether a single grant of a partition is noted.</summary>
        /// <param name="partition">The partition's key.</param>
        public bool IsGrantOf(string partition) => Grants.Any(key => key.StartsWith($"{partition}|", StringComparison.Ordinal));

        internal IReadOnlyList<TableEntity> Rows { get; init; } = [];
    }

    /// <summary>
    /// Changes facts of a share, and notes it before, so that a crash leaves the note, and after, since a search may come in
    /// between.
    /// </summary>
    /// <typeparam name="T">What the change gives.</typeparam>
    /// <param name="code">The security code, five characters.</param>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public Task<T> OfShareAsync<T>(string code, Func<Task<T>> change, CancellationToken cancellationToken) =>
        NoteAsync(SharePrefix + code, change, cancellationToken);

    /// <summary>Changes facts of grants, and notes it before and after.</summary>
    /// <typeparam name="T">What the change gives.</typeparam>
    /// <param name="partition">The partition's key.</param>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public Task<T> OfGrantsAsync<T>(string partition, Func<Task<T>> change, CancellationToken cancellationToken) =>
        NoteAsync(GrantsPrefix + partition, change, cancellationToken);

    /// <summary>Notes that facts of grants change or have changed; whoever changes them notes it before and after.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task NoteGrantsAsync(string partition, CancellationToken cancellationToken) => NoteAsync(GrantsPrefix + partition, cancellationToken);

    /// <summary>Notes a share that is to be looked at again.</summary>
    /// <param name="code">The security code, five characters.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task NoteShareAsync(string code, CancellationToken cancellationToken) => NoteAsync(SharePrefix + code, cancellationToken);

    /// <summary>Notes a single grant that is to be looked at again.</summary>
    /// <param name="grant">Its <see cref="GrantKey"/>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public Task NoteGrantAsync(string grant, CancellationToken cancellationToken) => NoteAsync(GrantPrefix + grant, cancellationToken);

    /// <summary>A grant as it is noted.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="grantId">The grant.</param>
    public static string GrantKey(string partition, string grantId) => $"{partition}|{KeyText.Encode(grantId)}";

    /// <summary>What is noted.</summary>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<Changes> ListAsync(CancellationToken cancellationToken)
    {
        var rows = await storage.Ledger
            .QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {PartitionName}"), cancellationToken: cancellationToken)
            .ToListAsync(cancellationToken);
        return new(rows.TrueForAll(row => row.RowKey != FirstSearch), Named(rows, SharePrefix), Named(rows, GrantsPrefix), Named(rows, GrantPrefix))
        {
            Rows = [.. rows.Where(row => row.RowKey != FirstSearch)],
        };
    }

    /// <summary>Takes the notes away, save those that were made again since they were read.</summary>
    /// <param name="changes">What was read.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task ForgetAsync(Changes changes, CancellationToken cancellationToken)
    {
        if (changes.IsFirst)
            await storage.Ledger.UpsertEntityAsync(new TableEntity(PartitionName, FirstSearch), TableUpdateMode.Replace, cancellationToken);

        foreach (var row in changes.Rows)
        {
            try
            {
                await storage.Ledger.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellationToken);
            }
            catch (RequestFailedException changed) when (changed.Status is 404 or 412)
            {
                // Another search was faster, or the facts changed once more: then the next one looks.
            }
        }
    }

    private async Task<T> NoteAsync<T>(string key, Func<Task<T>> change, CancellationToken cancellationToken)
    {
        await NoteAsync(key, cancellationToken);
        var result = await change();
        await NoteAsync(key, cancellationToken);
        return result;
    }

    private async Task NoteAsync(string key, CancellationToken cancellationToken) => await storage.Ledger.UpsertEntityAsync(
        new TableEntity(PartitionName, key), TableUpdateMode.Replace, cancellationToken);

    private static HashSet<string> Named(List<TableEntity> rows, string prefix) =>
    [
        .. rows.Where(row => row.RowKey.StartsWith(prefix, StringComparison.Ordinal)).Select(row => row.RowKey[prefix.Length..]),
    ];
}
