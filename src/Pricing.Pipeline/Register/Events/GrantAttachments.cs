using Azure.Data.Tables;
using Pricing.Pipeline.Changes;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Register.Events;

/// <summary>
/// Stores what belongs to a grant beside it. The grant is touched in the same transaction, so that two rows, or a row and an
/// amendment, that are each right and not together cannot both be stored.
/// </summary>
/// <param name="storage">The tables.</param>
/// <param name="buckets">Where a grant is.</param>
/// <param name="grants">The grants.</param>
internal sealed class GrantAttachments(PipelineStorage storage, IssuerBuckets buckets, GrantStore grants)
{
    /// <summary>What is decided of a row.</summary>
    /// <param name="Result">What becomes of it.</param>
    /// <param name="Change">The change of the table; null where nothing changes.</param>
    /// <param name="ChangesTerms">Whether values that are stored may stand on another basis from now on.</param>
    public readonly record struct Decision(StoreResult Result, TableTransactionAction? Change, bool ChangesTerms = false);

    // Each time another row of the grant was stored, so files that are taken in side by side may need some; more are a fault.
    private const int MostAttempts = 100;

    private readonly ChangedFacts changed = new(storage);

    /// <summary>Stores a row of a grant.</summary>
    /// <param name="issuer">The issuing company.</param>
    /// <param name="grantId">The grant.</param>
    /// <param name="decide">Decides by the partition and the grant; asked again where either changes meanwhile.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>What became of it, or why it was refused.</returns>
    /// <exception cref="IOException">The grant changed each time before the row could be stored.</exception>
    public async Task<Outcome<StoreResult>> StoreAsync(
        string issuer, string grantId, Func<string, StoredGrant, Task<Outcome<Decision>>> decide, CancellationToken cancellationToken)
    {
        var bucket = await buckets.FindPartitionAsync(issuer, grantId, cancellationToken);
        if (bucket is { IsSuccess: false }) return bucket.Failures.ToList();

        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (bucket?.Value is not { } partition
                || await grants.FindTaggedAsync(partition, grantId, cancellationToken) is not { } found)
            {
                return new Failure(ReasonCode.UnknownGrant, "grant_id", grantId, "no such grant is stored");
            }

            if (!found.Grant.TryGet(out var grant)) return found.Grant.Failures.ToList();
            var decided = await decide(partition, grant);
            if (!decided.TryGet(out var decision)) return decided.Failures.ToList();
            if (decision.Change is null) return decision.Result;

            try
            {
                TableTransactions.Unit<string> unit = new(
                    grantId,
                    [
                        decision.Change,
                        new(TableTransactionActionType.UpdateMerge, new TableEntity(partition, KeyText.Encode(grantId)), found.ETag),
                    ]);
                var refused = await (decision.ChangesTerms
                    ? changed.OfGrantsAsync(partition, SubmitAsync, cancellationToken)
                    : SubmitAsync());
                return refused.TryGetValue(grantId, out var answer)
                    ? new Failure(ReasonCode.StorageRefused, "grant_id", grantId, $"the storage does not take the row: {answer}")
                    : decision.Result;

                Task<IReadOnlyDictionary<string, string>> SubmitAsync() =>
                    TableTransactions.SubmitAsync(storage.Grants, [unit], cancellationToken);
            }
            catch (TableTransactionFailedException conflict) when (conflict.Status is 409 or 412)
            {
                // The grant or what belongs to it changed since it was read; judge again.
            }
        }

        throw new IOException($"The grant '{grantId}' of '{issuer}' is being changed by others all the time; gave up after {MostAttempts} attempts.");
    }
}
