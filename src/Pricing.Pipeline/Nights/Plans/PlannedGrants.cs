using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Valuations;

namespace Pricing.Pipeline.Nights.Plans;

/// <summary>Puts the grants into a plan.</summary>
internal static class PlannedGrants
{
    /// <summary>A value with the grant in the version that it is of. One that cannot be read is a value that fails.</summary>
    /// <param name="grants">The earlier versions.</param>
    /// <param name="partition">The key of the partition.</param>
    /// <param name="task">Which value.</param>
    /// <param name="read">The grant as it is now.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public static async Task<PlannedValue> PlannedAsync(
        this GrantStore grants, string partition, ValuationTask task, Outcome<StoredGrant> read, CancellationToken cancellationToken)
    {
        if (read.TryGet(out var current) && current.Version != task.GrantVersion)
            read = await grants.FindSupersededAsync(partition, task.GrantId, task.GrantVersion, cancellationToken);
        return read.TryGet(out var grant)
            ? new(task, grant)
            : new(task with { Failures = [.. task.Failures ?? [], .. read.Failures] }, Grant: null);
    }
}
