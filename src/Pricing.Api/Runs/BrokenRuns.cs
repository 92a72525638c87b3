using System.Runtime.CompilerServices;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Values;

namespace Pricing.Api.Runs;

/// <summary>
/// What a run stored that did not come to its end. It has no table of what it stored: the heads of its chunks say which of them
/// it wrote, and the values themselves whose they are.
/// </summary>
/// <param name="plans">What it was to store.</param>
/// <param name="values">What is stored.</param>
internal sealed class BrokenRuns(PlanStore plans, ValuationStore values)
{
    /// <summary>How many values are read at once.</summary>
    public const int AtOnce = 16;

    /// <summary>The values that a run stored, in the order of its plan; none where it was not planned.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="DamagedContentException">Its plan cannot be read.</exception>
    public async IAsyncEnumerable<ValueRecord> ReadAsync(NightRun run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var chunks = (await plans.FindSummaryAsync(run, cancellationToken))?.Chunks ?? 0;
        for (var index = 0; index < chunks; index++)
        {
            var chunk = new ChunkReference(run, index);
            foreach (var part in (await plans.ReadChunkAsync(chunk, cancellationToken)).Parts)
            {
                var heads = await values.HeadsAsync(part.Partition(), chunk, part.Values.Count, cancellationToken);
                if (heads.Sum(head => head.Rows) == 0) continue;

                foreach (var some in part.Values.Chunk(AtOnce))
                {
                    var stored = await Task.WhenAll(some.Select(planned => values.FindAsync(
                        part.Partition(), planned.Task.GrantId, planned.Task.MeasurementDate, planned.Task.Version, cancellationToken)));
                    foreach (var value in stored.OfType<ValueRecord>().Where(value => (value.RunDate, value.RunVersion) == (run.Date, run.Version)))
                        yield return value;
                }
            }
        }
    }
}
