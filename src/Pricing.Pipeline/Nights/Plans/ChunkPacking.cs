using System.Runtime.CompilerServices;
using Pricing.Pipeline.Register.Grants;

namespace Pricing.Pipeline.Nights.Plans;

/// <summary>Packs what a run values into chunks: partition after partition, up to the size of a chunk; a larger partition is several.</summary>
public static class ChunkPacking
{
    /// <summary>Packs.</summary>
    /// <param name="wanted">What is asked for of each grant, in the order of the register.</param>
    /// <param name="size">The most values of a chunk, above 0.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The parts of each chunk.</returns>
    public static async IAsyncEnumerable<IReadOnlyList<PlannedPart>> PackAsync(
        IAsyncEnumerable<(GrantPartition Partition, IReadOnlyList<PlannedValue> Values)> wanted,
        int size,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var count = 0;
        var parts = new List<PlannedPart>();
        var values = new List<PlannedValue>();
        await foreach (var (partition, some) in wanted.WithCancellation(cancellationToken))
        {
            var isFull = count > 0 && count + some.Count > size;
            if (isFull || parts is not [.., var last] || (last.Issuer, last.Bucket) != (partition.Issuer, partition.Bucket))
            {
                if (isFull)
                {
                    yield return parts;
                    (count, parts) = (0, []);
                }

                parts.Add(new(partition.Issuer, partition.Bucket, values = []));
            }

            values.AddRange(some);
            count += some.Count;
        }

        if (count > 0) yield return parts;
    }
}
