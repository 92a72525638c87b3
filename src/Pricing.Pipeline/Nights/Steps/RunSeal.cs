using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Sealing;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Nights.Steps;

/// <summary>Seals completed runs: each gets its root and its place in the chain of completed runs.</summary>
/// <param name="chain">The completed runs before it.</param>
/// <param name="logger">Where the root goes, out of the reach of whoever may write the storage.</param>
public sealed partial class RunSeal(RunChain chain, ILogger<RunSeal> logger)
{
    /// <summary>Seals a run. Doing it again gives the same.</summary>
    /// <param name="record">Its manifest.</param>
    /// <param name="heads">The heads of its transactions.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The manifest with its root; as it was where a part of it was stored before values were sealed.</returns>
    public async Task<RunRecord> SealAsync(
        RunRecord record, IReadOnlyList<ChunkHead> heads, CancellationToken cancellationToken)
    {
        if (ValueSeal.RootOf(record, heads) == Seals.Unsealed) return record;

        var link = await chain.AppendAsync(
            record.ToRun(),
            previous =>
            {
                var linked = Linked(record, previous?.Run.ToString() ?? "", previous?.Root ?? "");
                return new(record.ToRun(), ValueSeal.RootOf(linked, heads), linked.Previous, linked.PreviousRoot);
            },
            cancellationToken);
        LogSealed(link.Run, link.Root, link.Previous, link.PreviousRoot);
        return Linked(record, link.Previous, link.PreviousRoot) with { Root = link.Root };
    }

    private static RunRecord Linked(RunRecord record, string previous, string root) =>
        record with { Previous = previous, PreviousRoot = root };

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {Run} is sealed: root {Root}, after {Previous} {PreviousRoot}")]
    private partial void LogSealed(NightRun run, string root, string previous, string previousRoot);
}
