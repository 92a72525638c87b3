using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;

namespace Pricing.Pipeline.Nights.Plans;

/// <summary>
/// Cuts the register into lanes that a plan reads side by side. Together they hold every partition, noted or not, once. Their
/// chunks come in turn, so that chunks which are under way together write to different partitions.
/// </summary>
public static class PlanLanes
{
    private const int Most = 8;

    /// <summary>The least that a lane is worth its own query and its own last chunk, in partitions.</summary>
    private const int Least = 50;

    /// <summary>What a partition of an issuer that is spread over several counts for, since that is done where there are many grants.</summary>
    private const int Spread = 50;

    /// <summary>Cuts it.</summary>
    /// <param name="issuers">Only of these, each once; empty for all.</param>
    /// <param name="noted">The partitions that are noted.</param>
    /// <returns>The lanes, one at least, each with what it reads one after the other.</returns>
    public static IReadOnlyList<IReadOnlyList<RegisterRange>> Of(IReadOnlyList<string> issuers, IEnumerable<GrantPartition> noted)
    {
        ArgumentNullException.ThrowIfNull(issuers);
        ArgumentNullException.ThrowIfNull(noted);
        RegisterRange[] stretches = issuers.Count == 0 ? [RegisterRange.All] : [.. issuers.Select(RegisterRange.Of)];
        var partitions = Weighed(noted);
        var cuts = stretches.Select(stretch => partitions.FindAll(partition => stretch.Contains(partition.Key))).ToList();
        var all = cuts.Sum(cut => cut.Sum(partition => partition.Weight));
        var count = Math.Clamp(all / Least, 1, Most);

        var lanes = new List<List<RegisterRange>> { new() };
        var done = 0;
        foreach (var (stretch, cut) in stretches.Zip(cuts))
        {
            var from = stretch.From;
            foreach (var (key, weight) in cut)
            {
                if (done * count >= all * lanes.Count && lanes.Count < count)
                {
                    if (key != cut[0].Key)
                    {
                        lanes[^1].Add(new(from, key));
                        from = key;
                    }

                    lanes.Add([]);
                }

                done += weight;
            }

            lanes[^1].Add(new(from, stretch.To));
        }

        return lanes;
    }

    /// <summary>
    /// The partitions between which a cut may be made, in their order. Only keys of ASCII: how others sort is the storage's to say.
    /// </summary>
    private static List<(string Key, int Weight)> Weighed(IEnumerable<GrantPartition> noted) =>
    [
        .. noted
            .GroupBy(partition => partition.Issuer, StringComparer.Ordinal)
            .SelectMany(issuer => issuer.Select(partition => (partition.Key, Weight: issuer.Skip(1).Any() ? Spread : 1)))
            .Where(partition => partition.Key.All(char.IsAscii))
            .OrderBy(partition => partition.Key, StringComparer.Ordinal),
    ];
}
