using System.Runtime.CompilerServices;
using Pricing.Pipeline.Register.Grants;

namespace Pricing.Pipeline.Nights.Plans;

/// <summary>
/// Packs what a run values into chunks: partition after partition, up to the size of a chunk; a larger partition is several. The first
/// chunks of lanes grow from lane to lane: chunks that begin together do not end together, and while one begins or ends others keep
/// the storage busy.
/// </summary>
public static class ChunkPacking
{
    /// <summary>Packs.</summary>
    /// <param name="lanes">What is asked for of each grant, in the order of the register; lanes are read side by side.</param>
    /// <param name="size">The most values of a chunk, above 0.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The parts of each chunk, of one lane after the other in turn.</returns>
    public static IAsyncEnumerable<IReadOnlyList<PlannedPart>> PackAsync(
        IReadOnlyCollection<IAsyncEnumerable<(GrantPartition Partition, IReadOnlyList<PlannedValue> Values)>> lanes,
        int size,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lanes);
        return Turns.TakeAsync(
            lanes.Select((lane, place) => LaneAsync(lane, Math.Max(1, size * (place + 1) / lanes.Count), size, cancellationToken)), cancellationToken);
    }

    private static async IAsyncEnumerable<IReadOnlyList<PlannedPart>> LaneAsync(
        IAsyncEnumerable<(GrantPartition Partition, IReadOnlyList<PlannedValue> Values)> lane,
        int firstSize,
        int size,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (count, most) = (0, firstSize);
        var parts = new List<PlannedPart>();
        var values = new List<PlannedValue>();
        await foreach (var (partition, some) in lane.WithCancellation(cancellationToken))
        {
            var isFull = count > 0 && count + some.Count > most;
            if (isFull || parts is not [.., var last] || (last.Issuer, last.Bucket) != (partition.Issuer, partition.Bucket))
            {
                if (isFull)
                {
                    yield return parts;
                    (count, most, parts) = (0, size, []);
                }

                parts.Add(new(partition.Issuer, partition.Bucket, values = []));
            }

            values.AddRange(some);
            count += some.Count;
        }

        if (count > 0) yield return parts;
    }
}
