using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Ingestion;

/// <summary>Stores grants and reads them back.</summary>
/// <param name="storage">The tables.</param>
/// <param name="reader">Reads terms.</param>
/// <param name="clock">The time of storing.</param>
public sealed class GrantStore(PipelineStorage storage, GrantTermsReader reader, TimeProvider clock)
{
    /// <summary>The most submissions in one call: an amendment writes two rows, a transaction holds 100.</summary>
    public const int MaximumSubmissions = 50;

    private const int LookupsAtOnce = 8;

    /// <summary>
    /// Stores submissions of one partition in one transaction, all or none. Doing it twice leaves the same rows
    /// and gives the same answers.
    /// </summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="submissions">At most <see cref="MaximumSubmissions"/>, each of another grant.</param>
    /// <param name="batchHash">The batch they come from.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>What became of each, in their order.</returns>
    public async Task<IReadOnlyList<Outcome<StoreResult>>> StoreAsync(
        string partition,
        IReadOnlyList<GrantSubmission> submissions,
        string batchHash,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(submissions.Count, MaximumSubmissions);

        // Most batches are new, so the first try looks nothing up; a conflict says that something is there.
        var stored = new Dictionary<string, TableEntity>();
        while (true)
        {
            var transaction = new List<TableTransactionAction>();
            var results = submissions
                .Select(submission => Decide(submission, partition, batchHash, stored, transaction))
                .ToList();
            try
            {
                if (transaction.Count > 0) await storage.Grants.SubmitTransactionAsync(transaction, cancellationToken);
                return results;
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
    public async IAsyncEnumerable<StoredGrant> ListAsync(
        string partition,
        string? firstId = null,
        string? lastId = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {(firstId is null ? Keys.End(Keys.Shared + "|") : KeyText.Encode(firstId))}");
        if (lastId is not null) filter += TableClient.CreateQueryFilter($" and RowKey le {KeyText.Encode(lastId)}");
        await foreach (var row in storage.Grants.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            yield return GrantRow.Read(row, reader);
        }
    }

    /// <summary>One grant.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The grant, or null.</returns>
    public async Task<StoredGrant?> FindAsync(string partition, string grantId, CancellationToken cancellationToken)
    {
        var found = await storage.Grants.GetEntityIfExistsAsync<TableEntity>(
            partition, KeyText.Encode(grantId), cancellationToken: cancellationToken);
        return found.HasValue ? GrantRow.Read(found.Value!, reader) : null;
    }

    /// <summary>An earlier version of a grant's terms.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="version">The version.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<StoredGrant> GetSupersededAsync(
        string partition, string grantId, int version, CancellationToken cancellationToken)
    {
        var row = await storage.Grants.GetEntityAsync<TableEntity>(
            partition, GrantRow.SupersededKey(grantId, version), cancellationToken: cancellationToken);
        return GrantRow.Read(row.Value, reader);
    }

    /// <summary>Notes where the grant-date value of a grant stands.</summary>
    /// <param name="partition">The partition's key.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="status">The status of the value.</param>
    /// <param name="version">The value's version.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task NoteGrantDateValueAsync(
        string partition, string grantId, GrantDateStatus status, int version, CancellationToken cancellationToken)
    {
        var note = new TableEntity(partition, KeyText.Encode(grantId))
        {
            [nameof(StoredGrant.GrantDateStatus)] = status.ToString(),
            [nameof(StoredGrant.GrantDateVersion)] = version,
        };
        await storage.Grants.UpdateEntityAsync(note, ETag.All, TableUpdateMode.Merge, cancellationToken);
    }

    private Outcome<StoreResult> Decide(
        GrantSubmission submission,
        string partition,
        string batchHash,
        Dictionary<string, TableEntity> stored,
        List<TableTransactionAction> transaction)
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
        if (!stored.TryGetValue(row, out var entity))
        {
            if (submission.Amends is not null) return Refuse(submission, ReasonCode.UnknownGrant, "no such grant is stored");
            transaction.Add(new(TableTransactionActionType.Add, GrantRow.Write(grant, partition, row)));
            return StoreResult.Stored;
        }

        var current = GrantRow.Read(entity, reader);
        if (current.TermsHash == grant.TermsHash)
        {
            return current.BatchHash != batchHash || current.Line != submission.Line ? StoreResult.Unchanged
                : current.Version == 1 ? StoreResult.Stored
                : StoreResult.Amended;
        }

        if (submission.Amends is not { } amended)
        {
            return Refuse(
                submission,
                ReasonCode.DuplicateGrant,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"is stored with other terms as version {current.Version}; to change them, state amends and amend_reason"));
        }

        if (amended != current.Version)
        {
            return new Failure(
                ReasonCode.InvalidField,
                "amends",
                amended.ToString(CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"the stored version is {current.Version}"));
        }

        transaction.Add(new(
            TableTransactionActionType.Add, GrantRow.Write(current, partition, GrantRow.SupersededKey(current.Terms.GrantId, current.Version))));
        transaction.Add(new(
            TableTransactionActionType.UpdateReplace,
            GrantRow.Write(
                grant with
                {
                    Version = current.Version + 1,
                    AmendReason = submission.AmendReason,
                    GrantDateVersion = current.GrantDateVersion,
                },
                partition,
                row),
            entity.ETag));
        return StoreResult.Amended;
    }

    private static Failure Refuse(GrantSubmission submission, ReasonCode code, string reason) =>
        new(code, "grant_id", submission.Terms.GrantId, reason);

    private async Task<Dictionary<string, TableEntity>> LookUpAsync(
        string partition, IReadOnlyList<GrantSubmission> submissions, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, TableEntity>();
        foreach (var some in submissions.Chunk(LookupsAtOnce))
        {
            var rows = await Task.WhenAll(some.Select(submission => storage.Grants.GetEntityIfExistsAsync<TableEntity>(
                partition, KeyText.Encode(submission.Terms.GrantId), cancellationToken: cancellationToken)));
            foreach (var row in rows.Where(row => row.HasValue)) found.Add(row.Value!.RowKey, row.Value);
        }

        return found;
    }
}
