using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Sealing;
using Pricing.Proof.Findings;

namespace Pricing.Proof.Runs;

/// <summary>Compares the links of completed runs: each names the one before it and its root, and the last one is the end of the chain.</summary>
/// <param name="chain">The links.</param>
/// <param name="log">Where the findings go.</param>
internal sealed class ChainProof(RunChain chain, ProofLog log)
{
    private const string LastPlace = "runs/chain.json";

    /// <summary>Compares the chain.</summary>
    /// <param name="runs">All completed runs.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task CheckAsync(IReadOnlyList<RunRecord> runs, CancellationToken cancellationToken)
    {
        var sealedRuns = runs.Where(run => run.Root != Seals.Unsealed).ToList();
        var byName = sealedRuns.ToDictionary(run => run.ToRun().ToString(), StringComparer.Ordinal);
        foreach (var run in sealedRuns.Where(run => run.Previous.Length > 0))
        {
            log.Compare(
                RunProof.PlaceOf(run),
                "previousRoot",
                run.PreviousRoot,
                byName.GetValueOrDefault(run.Previous)?.Root,
                $"the run before it, {run.Previous}, has another root, or is gone");
        }

        var named = sealedRuns.Select(run => run.Previous).ToHashSet(StringComparer.Ordinal);
        var ends = sealedRuns.Where(run => !named.Contains(run.ToRun().ToString())).Select(run => run.ToRun().ToString()).Order(StringComparer.Ordinal).ToList();
        await log.LookAsync(LastPlace, async () =>
        {
            var last = await chain.LastAsync(cancellationToken);
            log.Compare(LastPlace, "run", last?.Run.ToString() ?? "", string.Join(", ", ends), "the chain of completed runs ends elsewhere");
            if (last is not null && byName.TryGetValue(last.Run.ToString(), out var run))
                log.Compare(LastPlace, "root", last.Root, run.Root, "the table of runs holds something else");
        });
    }
}
