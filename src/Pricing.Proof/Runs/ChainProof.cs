using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Sealing;
using Pricing.Proof.Findings;

namespace Pricing.Proof.Runs;

/// <summary>Compares the links of completed runs: each names the one before it and its root, and the last one is the end of the chain.</summary>
/// <param name="chain">The links.</param>
/// <param name="runs">The runs.</param>
/// <param name="log">Where the findings go.</param>
internal sealed class ChainProof(RunChain chain, RunStore runs, ProofLog log)
{
    private const string LastPlace = "runs/chain.json";
    private const int MostLooks = 3;

    /// <summary>Compares the chain. A run that completes meanwhile is looked for once more.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        RunLink? last = null;
        if (!await log.LookAsync(LastPlace, async () => last = await chain.LastAsync(cancellationToken))) return;

        for (var look = 1; ; look++)
        {
            var completed = await runs.AllAsync(cancellationToken)
                .Where(run => run.Status == RunStatus.Completed && run.Root != Seals.Unsealed)
                .ToListAsync(cancellationToken);
            var ends = EndsOf(completed);
            var end = last?.Run.ToString() ?? "";
            if (ends.SequenceEqual(end.Length == 0 ? [] : [end]) || look == MostLooks)
            {
                await CompareAsync(completed, ends, last, cancellationToken);
                return;
            }

            await log.LookAsync(LastPlace, async () => last = await chain.LastAsync(cancellationToken));
        }
    }

    private static List<string> EndsOf(List<RunRecord> completed)
    {
        var named = completed.Select(run => run.Previous).ToHashSet(StringComparer.Ordinal);
        return [.. completed.Select(run => run.ToRun().ToString()).Where(run => !named.Contains(run)).Order(StringComparer.Ordinal)];
    }

    private async Task CompareAsync(List<RunRecord> completed, List<string> ends, RunLink? last, CancellationToken cancellationToken)
    {
        var byName = completed.ToDictionary(run => run.ToRun().ToString(), StringComparer.Ordinal);
        foreach (var run in completed.Where(run => run.Previous.Length > 0))
        {
            log.Compare(
                RunProof.PlaceOf(run),
                "previousRoot",
                run.PreviousRoot,
                byName.GetValueOrDefault(run.Previous)?.Root,
                $"the run before it, {run.Previous}, has another root, or is gone");
        }

        // The link of a run is there before its row is completed.
        if (last is not null && !byName.ContainsKey(last.Run.ToString()) && await runs.FindAsync(last.Run, cancellationToken) is { IsOpen: true })
        {
            log.NotChecked(LastPlace, $"the run {last.Run} is being completed");
            return;
        }

        log.Compare(LastPlace, "run", last?.Run.ToString() ?? "", string.Join(", ", ends), "the chain of completed runs ends elsewhere");
        if (last is not null && byName.TryGetValue(last.Run.ToString(), out var known))
            log.Compare(LastPlace, "root", last.Root, known.Root, "the table of runs holds something else");
    }
}
