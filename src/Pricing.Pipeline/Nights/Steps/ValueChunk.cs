using System.Runtime.ExceptionServices;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Nights.Chunks;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Orchestration;
using Pricing.Pipeline.Telemetry;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Nights.Steps;

/// <summary>
/// Values one chunk and stores its values, some partitions at a time: while one is read or written another is valued. Then come
/// the export and the notes of the heads. Each step leaves the same traces when it is done again.
/// </summary>
/// <param name="plans">The plans.</param>
/// <param name="market">Which market data are stored.</param>
/// <param name="valuer">Values.</param>
/// <param name="writer">Stores the values.</param>
/// <param name="exports">Keeps the export.</param>
/// <param name="heads">Notes the heads, last: then all of the chunk is stored.</param>
/// <param name="metrics">Counts the values.</param>
public sealed class ValueChunk(
    PlanStore plans, NightMarket market, PartValuer valuer, PartWriter writer, ExportStore exports, HeadNotes heads, PipelineMetrics metrics)
    : IActivity<ChunkReference, Tally>
{
    /// <summary>
    /// So many partitions are under way. With those of a host's other chunks they keep the storage busy; more would only keep more
    /// objects alive, and each collection goes through all that live.
    /// </summary>
    public const int PartsAtOnce = 2;

    /// <inheritdoc/>
    public async Task<Tally> RunAsync(ChunkReference input, CancellationToken cancellationToken)
    {
        var chunk = await plans.ReadChunkAsync(input, cancellationToken);
        var index = await market.FindAsync(input.Run, cancellationToken);
        var done = new Done[chunk.Parts.Count];
        using var export = new PackedExport(done.Length);
        var lanes = new ParallelOptions { MaxDegreeOfParallelism = PartsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, done.Length), lanes, async (number, token) =>
            done[number] = await ValueAsync(input, number, chunk.Parts[number], index, export, token));

        // A partition that cannot be stored fails the chunk, but keeps no other from being stored.
        var errors = done.Select(part => part.Error).OfType<ExceptionDispatchInfo>().ToList();
        if (errors is [var one]) one.Throw();
        if (errors.Count > 1) throw new AggregateException(errors.Select(error => error.SourceException));

        await exports.WriteAsync(input, export.End(), cancellationToken);
        await heads.WriteAsync(input, [.. done.SelectMany(part => part.Heads)], cancellationToken);
        var tally = done.Aggregate(Tally.Zero, (sum, part) => sum.Plus(part.Tally));
        metrics.ChunkValued(done.Sum(part => part.Final), tally.Provisional, tally.Failed, unchanged: done.Sum(part => part.FinalUnchanged));
        return tally;
    }

    private async Task<Done> ValueAsync(
        ChunkReference chunk, int number, PlannedPart part, MarketIndex? index, PackedExport export, CancellationToken cancellationToken)
    {
        try
        {
            var records = await valuer.ValueAsync(chunk.Run, part, index, cancellationToken);
            var (stored, written) = await writer.WriteAsync(chunk, part, records, cancellationToken);
            var tally = new Tally(
                stored.Count, Count(records, ValueStatus.Failed), Count(records, ValueStatus.Provisional), records.Count - stored.Count);
            var final = Count(stored, ValueStatus.Final);
            export.Add(number, stored);
            return new(tally, final, Count(records, ValueStatus.Final) - final, written);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return new(Tally.Zero, 0, 0, [], ExceptionDispatchInfo.Capture(error));
        }
    }

    private static int Count(IEnumerable<ValueRecord> records, ValueStatus status) =>
        records.Count(record => record.Status == status);

    /// <summary>What came of a part, without its values.</summary>
    private readonly record struct Done(
        Tally Tally, int Final, int FinalUnchanged, IReadOnlyList<ChunkHead> Heads, ExceptionDispatchInfo? Error = null);
}
