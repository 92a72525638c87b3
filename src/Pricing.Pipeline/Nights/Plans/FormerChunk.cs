using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Valuations;

namespace Pricing.Pipeline.Nights.Plans;

/// <summary>
/// A line of a plan of the first layout, which names the grants of one partition and holds none of them. A run that was
/// planned by the version before is valued to its end by this one.
/// </summary>
/// <param name="Index">The chunk, from 0.</param>
/// <param name="Issuer">The issuer.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="Tasks">The values, by grant.</param>
public sealed record FormerChunk(int Index, string Issuer, int Bucket, IReadOnlyList<ValuationTask> Tasks)
{
    /// <summary>The chunk with its grants in the versions that were planned, amended since or not.</summary>
    /// <param name="grants">The grants.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    internal async Task<PlannedChunk> CompleteAsync(GrantStore grants, CancellationToken cancellationToken)
    {
        var partition = new GrantPartition(Issuer, Bucket).Key;
        var stored = new Dictionary<string, Outcome<StoredGrant>>(StringComparer.Ordinal);
        string[] ids = [.. Tasks.Where(task => task.GrantVersion > 0).Select(task => task.GrantId).OrderBy(KeyText.Encode, StringComparer.Ordinal)];
        if (ids.Length > 0)
        {
            await foreach (var (id, grant) in grants.ListAsync(partition, ids[0], ids[^1], cancellationToken)) stored[id] = grant;
        }

        var values = new List<PlannedValue>(Tasks.Count);
        foreach (var task in Tasks)
        {
            var read = stored.GetValueOrDefault(task.GrantId) ?? Gone(partition, task);
            values.Add(task.GrantVersion > 0 ? await grants.PlannedAsync(partition, task, read, cancellationToken) : new(task, Grant: null));
        }

        return new(Index, [new(Issuer, Bucket, values)]);
    }

    private static Outcome<StoredGrant> Gone(string partition, ValuationTask task) => new Failure(
        ReasonCode.DamagedData, "table grants", $"{partition} {task.GrantId}", "the grant is not stored any more");
}
