using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Sealing;
using Pricing.Pipeline.Storage;
using Pricing.Proof.Findings;

namespace Pricing.Proof.Runs;

/// <summary>Compares the links of completed runs: each names the one before it and its root, and the last one is the end of the chain.</summary>
/// <param name="storage">The storage, or the package of an issuer in one.</param>
/// <param name="chain">The links.</param>
/// <param name="runs">The runs.</param>
/// <param name="log">Where the findings go.</param>
internal sealed class ChainProof(PipelineStorage storage, RunChain chain, RunStore runs, ProofLog log)
{
    private const string LastPlace = "runs/chain.json";
    private const int MostLooks = 3;

    /// <summary>Compares the chain. A run that completes meanwhile is looked for once more.</summary>
    /// <param name="isPackage">Whether the storage holds the package of an issuer.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task CheckAsync(bool isPackage, CancellationToken cancellationToken)
    {
        RunLink? last = null;
        if (!await log.LookAsync(LastPlace, async () => last = await chain.LastAsync(cancellationToken))) return;

        if (isPackage)
        {
            await log.LookAsync(PackagedLink.Place, () => CheckPackageAsync(last, cancellationToken));
            return;
        }

        for (var look = 1; ; look++)
        {
            var completed = await CompletedAsync(cancellationToken);
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

    /// <summary>The last links: those that no other one names.</summary>
    /// <param name="completed">All links.</param>
    public static List<string> EndsOf(IReadOnlyList<RunLink> completed)
    {
        var named = completed.Select(run => run.Previous).ToHashSet(StringComparer.Ordinal);
        return [.. completed.Select(run => run.Run.ToString()).Where(run => !named.Contains(run)).Order(StringComparer.Ordinal)];
    }

    private static string Text(RunLink link) => $"root {link.Root} after {(link.Previous.Length == 0 ? "none" : link.Previous)} {link.PreviousRoot}".TrimEnd();

    private ValueTask<List<RunLink>> CompletedAsync(CancellationToken cancellationToken) => runs.AllAsync(cancellationToken)
        .Where(run => run.Status == RunStatus.Completed && run.Root != Seals.Unsealed)
        .Select(RunLink.Of)
        .ToListAsync(cancellationToken);

    /// <summary>A package holds every link, and every run in which its issuer has values.</summary>
    private async Task CheckPackageAsync(RunLink? last, CancellationToken cancellationToken)
    {
        if (await PackagedLink.FindAsync(storage, cancellationToken) is not { } links)
        {
            log.Differs(PackagedLink.Place, "", "", "", "is not there");
            return;
        }

        var own = links.Where(link => link.Own).Select(link => link.Link).ToHashSet();
        foreach (var run in await CompletedAsync(cancellationToken))
        {
            if (!own.Remove(run)) log.Differs(RunProof.PlaceOf(run.Run), "", Text(run), "", $"{PackagedLink.Place} has no such link of the issuer");
        }

        foreach (var run in own) log.Differs(RunProof.PlaceOf(run.Run), "", "", Text(run), $"is not there, and {PackagedLink.Place} says that the issuer has values of it");
        List<RunLink> all = [.. links.Select(link => link.Link)];
        await CompareAsync(all, EndsOf(all), last, cancellationToken);
    }

    private async Task CompareAsync(List<RunLink> completed, List<string> ends, RunLink? last, CancellationToken cancellationToken)
    {
        var byName = completed.ToDictionary(run => run.Run.ToString(), StringComparer.Ordinal);
        foreach (var run in completed.Where(run => run.Previous.Length > 0))
        {
            log.Compare(
                RunProof.PlaceOf(run.Run),
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
