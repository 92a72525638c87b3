using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Runs;

namespace Pricing.Pipeline.Nights.Watch;

/// <summary>Finds runs that take longer than they may.</summary>
/// <param name="runs">The runs.</param>
/// <param name="options">How long a run may take.</param>
/// <param name="clock">The time.</param>
public sealed class RunWatch(RunStore runs, NightOptions options, TimeProvider clock)
{
    /// <summary>The runs that were asked for or started, and for longer than they may take are not at their end.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public IAsyncEnumerable<RunRecord> OverdueAsync(CancellationToken cancellationToken)
    {
        var limit = clock.GetUtcNow() - options.LongestRun;
        return runs.OpenAsync(cancellationToken).Where(run => (run.StartedAt ?? run.AskedAt) < limit);
    }
}
