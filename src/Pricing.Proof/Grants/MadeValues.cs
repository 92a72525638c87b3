using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Values;

namespace Pricing.Proof.Grants;

/// <summary>Which versions of a grant-date value were there at an earlier time: those whose runs had come to their end.</summary>
/// <param name="values">The values.</param>
/// <param name="runs">When they were made.</param>
internal sealed class MadeValues(ValuationStore values, RunStore runs)
{
    private readonly Dictionary<NightRun, RunRecord?> known = [];

    /// <summary>The versions of the grant-date value that were there at a time.</summary>
    /// <param name="partition">The key of the partition.</param>
    /// <param name="terms">The terms of the grant.</param>
    /// <param name="time">The time.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <param name="withOpen">Whether the value of a run counts that was under way at that time: it may have been there or not.</param>
    public async Task<HashSet<int>> UntilAsync(
        string partition, GrantTerms terms, DateTimeOffset time, CancellationToken cancellationToken, bool withOpen = false)
    {
        var made = new HashSet<int>();
        await foreach (var granted in values.HistoryAsync(partition, terms.GrantId, terms.GrantDate, cancellationToken))
        {
            var run = new NightRun(granted.RunDate, granted.RunVersion);
            if (!known.TryGetValue(run, out var found)) known[run] = found = await runs.FindAsync(run, cancellationToken);
            if ((withOpen ? found?.StartedAt : found?.FinishedAt) is not { } at || at <= time) made.Add(granted.Version);
        }

        return made;
    }
}
