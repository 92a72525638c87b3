using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Pricing.Pipeline.Changes;
using Pricing.Pipeline.Controls.Periods;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Register.Grants;

/// <summary>Stores grants and reads them back.</summary>
/// <param name="storage">The tables.</param>
/// <param name="clock">The time of storing.</param>
/// <param name="periods">Which periods are closed; null where nobody closes any, as in a copy.</param>
public sealed class GrantStore(PipelineStorage storage, TimeProvider clock, ClosedPeriods? periods = null)
{
    /// <summary>The most submissions in one call: an amendment writes two rows, a transaction holds 100.</summary>
    public const int MaximumSubmissions = 50;

    private const int LookupsAtOnce = 8;

    /// <summary>
    /// Stores submissions of one partition, each whole or not at all. Doing it twice leaves the same rows and gives the
    /// same answers. One that the storage refuses keeps no other out.
    /// </summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="submissions">At most <see cref="MaximumSubmissions"/>, each of another grant.</param>
    /// <param name="batchHash">The batch they come from.</param>
    /// <param name="isLate">Whether the rows waited: then they are judged by what is stored now, and not by what stood before their place.</param>
    /// <param name="judge">
    /// What speaks against an amendment; asked after the grant was read, so that what it looks at cannot change unnoticed.
    /// </param>
    /// <param name="noted">Notes the partition before what is stored in it is amended.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>What became of each, in their order.</returns>
    public async Task<IReadOnlyList<Outcome<StoreResult>>> StoreAsync(
        string partition,
        IReadOnlyList<GrantSubmission> submissions,
        string batchHash,
        bool isLate,
        Func<GrantTerms, Task<IReadOnlyList<Failure>>> judge,
        NotedPartitions noted,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(submissions.Count, MaximumSubmissions);
        ArgumentNullException.ThrowIfNull(noted);
        var closed = periods is null ? ClosedNow.Nothing : await periods.NowAsync(cancellationToken);
        // Most batches are new, so the first try looks up only what is amended or too late; a conflict says that more is there.
        var amended = submissions.Where(submission => submission.Amends is not null).ToList();
        if (amended.Count > 0) await noted.NoteAsync(partition, cancellationToken);
        var known = submissions.Where(submission => submission.Amends is not null || submission.AgainstClosing(closed, current: null) is not null);
        var stored = await LookUpAsync(partition, known, cancellationToken);
        while (true)
        {
            var units = new List<TableTransactions.Unit<GrantSubmission>>();
            var against = new Dictionary<GrantSubmission, IReadOnlyList<Failure>>();
            foreach (var submission in amended) against[submission] = await judge(submission.Terms);
            var results = submissions
                .Select(submission => against.GetValueOrDefault(submission) is { Count: > 0 } failures
                    ? failures.ToList()
                    : Decide(submission, partition, batchHash, isLate, closed, stored, units))
                .ToList();
            try
            {
                var refused = await TableTransactions.SubmitAsync(storage.Grants, units, cancellationToken);
                return
                [
                    .. submissions.Zip(results, (submission, result) => refused.TryGetValue(submission, out var answer)
                        ? Refuse(submission, ReasonCode.StorageRefused, $"the storage does not take the row: {answer}")
                        : result),
                ];
            }
            catch (TableTransactionFailedException conflict) when (conflict.Status is 409 or 412)
            {
                stored = await LookUpAsync(partition, submissions, cancellationToken);
            }
        }
    }

    /// <summary>The grants of a partition, by id.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="firstId">The first grant; null for the partition's first.</param>
    /// <param name="lastId">The last grant; null for the partition's last.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async IAsyncEnumerable<ListedGrant> ListAsync(
        string partition,
        string? firstId = null,
        string? lastId = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {(firstId is null ? GrantRow.FirstCurrent : KeyText.Encode(firstId))}");
        if (lastId is not null) filter += TableClient.CreateQueryFilter($" and RowKey le {KeyText.Encode(lastId)}");
        await foreach (var row in storage.Grants.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return ListedGrant.Of(row);
        }
    }

    /// <summary>One grant.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="version">The version of its terms; null for the current one.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The grant; or why there is none: it is not stored, or cannot be read.</returns>
    public async Task<Outcome<StoredGrant>> FindAsync(
        string partition, string grantId, int? version, CancellationToken cancellationToken)
    {
        if (await FindTaggedAsync(partition, grantId, cancellationToken) is not var (current, _))
            return new Failure(ReasonCode.UnknownGrant, "grant_id", grantId, "no such grant is stored");

        return version is { } asked && current.TryGet(out var grant) && grant.Version != asked
            ? await FindSupersededAsync(partition, grantId, asked, cancellationToken)
            : current;
    }

    /// <summary>One grant, or why its row cannot be read, and the ETag to change it by.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Both; null where there is no such grant.</returns>
    public async Task<(Outcome<StoredGrant> Grant, ETag ETag)?> FindTaggedAsync(
        string partition, string grantId, CancellationToken cancellationToken)
    {
        var found = await storage.Grants.GetEntityIfExistsAsync<TableEntity>(
            partition, KeyText.Encode(grantId), cancellationToken: cancellationToken);
        return found.HasValue ? (GrantRow.Read(found.Value!), found.Value!.ETag) : null;
    }

    /// <summary>An earlier version of a grant's terms.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="version">The version.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The grant; or why there is none: its row is not there, or cannot be read.</returns>
    public async Task<Outcome<StoredGrant>> FindSupersededAsync(
        string partition, string grantId, int version, CancellationToken cancellationToken)
    {
        var key = GrantRow.SupersededKey(grantId, version);
        var row = await storage.Grants.GetEntityIfExistsAsync<TableEntity>(
            partition, key, cancellationToken: cancellationToken);
        return row.HasValue
            ? GrantRow.Read(row.Value!)
            : StoredRow.Damage("grants", new TableEntity(partition, key), "it is not there");
    }

    /// <summary>The earlier versions of a grant's terms, the last one first; or why one cannot be read.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public IAsyncEnumerable<Outcome<StoredGrant>> SupersededAsync(
        string partition, string grantId, CancellationToken cancellationToken)
    {
        var prefix = GrantRow.SupersededKeys(grantId);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {prefix} and RowKey lt {Keys.End(prefix)}");
        return storage.Grants.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).Select(GrantRow.Read);
    }

    private Outcome<StoreResult> Decide(
        GrantSubmission submission,
        string partition,
        string batchHash,
        bool isLate,
        ClosedNow closed,
        Dictionary<string, Outcome<Versions>> stored,
        List<TableTransactions.Unit<GrantSubmission>> units)
    {
        var row = KeyText.Encode(submission.Terms.GrantId);
        var grant = new StoredGrant
        {
            Terms = submission.Terms,
            Version = 1,
            TermsHash = GrantTermsReader.Hash(submission.Terms),
            BatchHash = batchHash,
            Line = submission.Line,
            StoredAt = clock.GetUtcNow(),
        };
        if (stored.TryGetValue(row, out var read) && !read.IsSuccess) return read.Failures.ToList();
        if (read is not { Value: var versions })
        {
            if (submission.Amends is not null) return Unknown(submission);
            if (submission.AgainstClosing(closed, current: null) is { } tooLate) return tooLate;
            units.Add(new(submission, [new(TableTransactionActionType.Add, GrantRow.Write(grant, partition, row))]));
            return StoreResult.Stored;
        }

        if (versions.All.FirstOrDefault(version => version.BatchHash == batchHash && version.Line == submission.Line) is { } same)
        {
            return same.Version == 1 ? StoreResult.Stored : StoreResult.Amended;
        }

        // Later rows of this batch may have been stored before a crash; this row is judged by what stood before them.
        var current = versions.Current;
        if (versions.All.LastOrDefault(version => isLate || version.BatchHash != batchHash || version.Line < submission.Line) is not { } before)
        {
            return Unknown(submission);
        }

        if (before.TermsHash == grant.TermsHash) return submission.AgainstSameTerms(current, before.Version) is { } dated ? dated : StoreResult.Unchanged;
        if (submission.Amends is not { } amended)
            return before.BatchHash == batchHash ? Twin(submission, before.Line) : Duplicate(submission, before.Version);
        if (amended != before.Version || before.Version != current.Version)
        {
            return new Failure(
                amended > before.Version ? ReasonCode.UnknownVersion : ReasonCode.InvalidField,
                "amends",
                amended.ToString(CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"the stored version is {before.Version}"));
        }

        if (submission.AgainstModification(current) is { } against) return against;
        if (submission.AgainstClosing(closed, current) is { } late) return late;

        var changes = current.Modifications.Count;
        var amendment = grant with
        {
            Version = current.Version + 1,
            AmendReason = submission.AmendReason,
            GrantDateVersion = current.GrantDateVersion,

            // A change of terms leaves the grant-date value; a correction gives the value anew of the terms that it corrects.
            GrantDateStatus = submission.ModificationDate is null && changes == 0 ? GrantDateStatus.None : current.GrantDateStatus,
            Modifications = submission.ModificationDate is { } changed
                ? [.. current.Modifications, new(current.Version + 1, changed)]
                : current.Modifications,
            ModificationsValued = submission.ModificationDate is null
                ? Math.Min(current.ModificationsValued, Math.Max(0, changes - 1))
                : current.ModificationsValued,
        };
        units.Add(new(
            submission,
            [
                new(TableTransactionActionType.Add, GrantRow.Write(current, partition, GrantRow.SupersededKey(current.Terms.GrantId, current.Version))),
                new(TableTransactionActionType.UpdateReplace, GrantRow.Write(amendment, partition, row), versions.ETag),
            ]));
        return StoreResult.Amended;
    }

    /// <summary>The answer to a row whose grant stands with other terms in an earlier row of its file.</summary>
    internal static Failure Twin(GrantSubmission submission, int line) => Refuse(
        submission,
        ReasonCode.DuplicateGrant,
        string.Create(CultureInfo.InvariantCulture, $"stands with other terms in line {line} of this file; keep one of the two rows, or state amends and amend_reason"));

    /// <summary>The answer to an amendment of a grant that is not stored.</summary>
    internal static Failure Unknown(GrantSubmission submission) => Refuse(submission, ReasonCode.UnknownGrant, "no such grant is stored");

    private static Failure Duplicate(GrantSubmission submission, int version) => Refuse(
        submission,
        ReasonCode.DuplicateGrant,
        string.Create(CultureInfo.InvariantCulture, $"is stored with other terms as version {version}; to change them, state amends and amend_reason"));

    private static Failure Refuse(GrantSubmission submission, ReasonCode code, string reason) => new(code, "grant_id", submission.Terms.GrantId, reason);

    private async Task<Dictionary<string, Outcome<Versions>>> LookUpAsync(
        string partition, IEnumerable<GrantSubmission> submissions, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, Outcome<Versions>>();
        foreach (var some in submissions.Chunk(LookupsAtOnce))
        {
            var grants = await Task.WhenAll(some.Select(submission =>
                VersionsAsync(partition, submission.Terms.GrantId, cancellationToken)));
            foreach (var (submission, grant) in some.Zip(grants))
            {
                if (grant is not null) found.Add(KeyText.Encode(submission.Terms.GrantId), grant);
            }
        }

        return found;
    }

    private async Task<Outcome<Versions>?> VersionsAsync(string partition, string grantId, CancellationToken cancellationToken)
    {
        if (await FindTaggedAsync(partition, grantId, cancellationToken) is not var (read, etag)) return null;
        if (!read.TryGet(out var current)) return read.Failures.ToList();

        var all = new List<GrantVersion> { GrantVersion.Of(current) };
        if (current.Version > 1)
        {
            var prefix = GrantRow.SupersededKeys(grantId);
            var filter = TableClient.CreateQueryFilter(
                $"PartitionKey eq {partition} and RowKey ge {prefix} and RowKey lt {Keys.End(prefix)}");
            var earlier = storage.Grants.QueryAsync<TableEntity>(
                filter, select: GrantVersion.Columns, cancellationToken: cancellationToken);
            await foreach (var row in earlier)
            {
                var superseded = GrantVersion.Read(row);
                if (!superseded.TryGet(out var version)) return superseded.Failures.ToList();
                all.Add(version);
            }

            all.Sort((one, other) => one.Version.CompareTo(other.Version));
        }

        return new Versions(current, all, etag);
    }

    /// <summary>A stored grant, all its versions, ascending, and the ETag of the current one.</summary>
    private sealed record Versions(StoredGrant Current, IReadOnlyList<GrantVersion> All, ETag ETag);
}
