using System.Globalization;
using Pricing.Grants.Measurements;
using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Valuations;

namespace Benchmarks.Simulation;

/// <summary>What a night is to value.</summary>
/// <param name="Issuers">Issuers, each with a share of its own.</param>
/// <param name="GrantsOfAnIssuer">Grants of each.</param>
/// <param name="Buckets">Partitions of each.</param>
/// <param name="AreGranted">Whether they are granted on the date, so that their grant-date values are noted too.</param>
internal readonly record struct Workload(int Issuers, int GrantsOfAnIssuer, int Buckets, bool AreGranted)
{
    private static readonly IReadOnlyList<PlannedValue> One =
        [new(new ValuationTask("", GrantVersion: 1, default, MeasurementKind.Remeasured, Version: 1, RightsOutstanding: 1, IsRevision: false), Grant: null)];

    public long Grants => (long)Issuers * GrantsOfAnIssuer;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Issuers:N0} x {GrantsOfAnIssuer:N0}, {Buckets} {(Buckets == 1 ? "bucket" : "buckets")}{(AreGranted ? ", granted" : "")}");

    /// <summary>
    /// The chunks, packed as a plan packs them, from partitions that the keys of the register give; and the grants of each lane in which
    /// the plan is read.
    /// </summary>
    public async Task<(IReadOnlyList<IReadOnlyList<Part>> Chunks, IReadOnlyList<int> Lanes)> PlanAsync()
    {
        var partitions = Partitions().ToList();
        var lanes = PlanLanes.Of([], partitions.Select(one => one.Partition))
            .Select(lane => partitions.FindAll(one => lane.Any(range => range.Contains(one.Partition.Key))))
            .ToList();
        var wanted = lanes.Select(lane => Wanted(lane).ToAsyncEnumerable()).ToList();
        var chunks = new List<IReadOnlyList<Part>>();
        await foreach (var parts in ChunkPacking.PackAsync(wanted, new PlanOptions().ChunkSize, CancellationToken.None))
            chunks.Add([.. parts.Select(part => new Part(part.Partition(), part.Issuer, part.Values.Count))]);
        return (chunks, [.. lanes.Select(lane => lane.Sum(one => one.Rows))]);
    }

    private static IEnumerable<(GrantPartition Partition, IReadOnlyList<PlannedValue> Values)> Wanted(IEnumerable<(GrantPartition Partition, int Rows)> lane) =>
        lane.SelectMany(one => Enumerable.Repeat((one.Partition, One), one.Rows));

    private IEnumerable<(GrantPartition Partition, int Rows)> Partitions()
    {
        for (var issuer = 0; issuer < Issuers; issuer++)
        {
            var rows = new int[Buckets];
            for (var grant = 0; grant < GrantsOfAnIssuer; grant++)
                rows[IssuerBuckets.BucketOf(string.Create(CultureInfo.InvariantCulture, $"series {grant:D7}"), Buckets)]++;
            for (var bucket = 0; bucket < Buckets; bucket++)
                yield return (new(string.Create(CultureInfo.InvariantCulture, $"issuer {issuer:D6}"), bucket), rows[bucket]);
        }
    }

    /// <summary>What a chunk asks for of one partition.</summary>
    /// <param name="Partition">The partition's key.</param>
    /// <param name="Share">The share.</param>
    /// <param name="Rows">The values.</param>
    internal readonly record struct Part(string Partition, string Share, int Rows);
}
