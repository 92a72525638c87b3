using Pricing.Grants.Measurements;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Valuations;

namespace Pricing.Pipeline.Nights.Plans;

/// <summary>
/// Which estimates before allotment a date that is valued again asks for: those of grants that were stored when it was valued first. An
/// estimate is what was thought of a grant before its allotment; of a grant that came in later there was none, and the date, valued again to
/// correct what it says, does not take one up.
/// </summary>
/// <param name="runs">The runs.</param>
/// <param name="grants">The earlier versions of grants.</param>
public sealed class KnownGrants(RunStore runs, GrantStore grants)
{
    /// <summary>The completed runs of a date before one of its runs, which valued what is alive.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    internal async Task<IReadOnlyList<RunRecord>> FirstsAsync(RunRecord run, CancellationToken cancellationToken) => run.Version == 1
        ? []
        : await runs.OfDateAsync(run.Date, cancellationToken)
            .Where(one => one.Version < run.Version && one is { Status: RunStatus.Completed, Scope: RunScope.Alive, FinishedAt: not null })
            .ToListAsync(cancellationToken);

    /// <summary>Whether a run asks for a value.</summary>
    /// <param name="partition">The key of the partition.</param>
    /// <param name="task">The value.</param>
    /// <param name="read">The grant as it is now.</param>
    /// <param name="firsts">What <see cref="FirstsAsync"/> found for the run.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    internal async Task<bool> IsWantedAsync(
        string partition, ValuationTask task, Outcome<StoredGrant> read, IReadOnlyList<RunRecord> firsts, CancellationToken cancellationToken)
    {
        if (task.Kind != MeasurementKind.Indicative || firsts.Count == 0 || !read.TryGet(out var grant)) return true;

        var end = firsts
            .Where(run => run.IssuerList is [] || run.IssuerList.Contains(grant.Terms.Issuer))
            .Min(run => run.FinishedAt);
        if (end is null || grant.StoredAt <= end) return true;
        if (grant.Version == 1) return false;

        var first = await grants.FindSupersededAsync(partition, task.GrantId, version: 1, cancellationToken);
        return !first.TryGet(out var stored) || stored.StoredAt <= end;
    }
}
