using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Register.Grants;

namespace Pricing.Pipeline.Tests.Nights.Plans;

public sealed class PlanLanesTests
{
    private static readonly List<GrantPartition> Issuers = [.. Enumerable.Range(0, 1000).Select(number => new GrantPartition($"issuer {number:D4}", 0))];
    private static readonly List<GrantPartition> Spread = [.. Enumerable.Range(0, 16).Select(bucket => new GrantPartition("one", bucket))];

    [Fact]
    public void Lanes_OfFewIssuers_AreOne() =>
        Assert.Equal([RegisterRange.All], Assert.Single(PlanLanes.Of([], Issuers[..90])));

    [Fact]
    public void Lanes_OfManyIssuers_HoldEachOnceAndAboutAsManyAsTheOthers()
    {
        var lanes = PlanLanes.Of([], Issuers);

        Assert.Equal(8, lanes.Count);
        Assert.All(lanes, lane => Assert.Equal(125, Issuers.Count(partition => IsIn(lane, partition.Key))));
    }

    [Fact]
    public void Lanes_OfAPartitionThatNobodyNoted_HoldItOnce()
    {
        var lanes = PlanLanes.Of([], Issuers);

        Assert.All(["", "!", "issuer 0500|07", "issuer 0500x|00", "日本|00", "~"], key => Assert.Single(lanes, lane => IsIn(lane, key)));
    }

    [Fact]
    public void Lanes_OfIssuersWhoseKeysAreNotAscii_AreCutAtNoneOfThem()
    {
        var lanes = PlanLanes.Of([], [.. Issuers, .. Issuers.Select(one => new GrantPartition($"発行 {one.Issuer}", 0))]);

        Assert.All(lanes.SelectMany(lane => lane), range => Assert.True((range.From ?? "").All(char.IsAscii) && (range.To ?? "").All(char.IsAscii)));
    }

    [Fact]
    public void Lanes_OfAnIssuerInManyBuckets_HaveTwoEach()
    {
        var lanes = PlanLanes.Of([], [.. Issuers[..30], .. Spread]);

        Assert.Equal(8, lanes.Count);
        Assert.All(lanes, lane => Assert.Equal(2, Spread.Count(partition => IsIn(lane, partition.Key))));
    }

    [Fact]
    public void Lanes_OfIssuersThatAreAskedFor_HoldNoOthers()
    {
        string[] asked = ["one", "issuer 0003", "issuer 0002", "unknown"];

        var lanes = PlanLanes.Of(asked, [.. Issuers, .. Spread]);

        Assert.Equal(8, lanes.Count);
        var held = Issuers.Concat(Spread).Where(partition => lanes.Any(lane => IsIn(lane, partition.Key))).ToList();
        Assert.Equal([.. Issuers[2..4], .. Spread], held);
        Assert.All(held, partition => Assert.Single(lanes, lane => IsIn(lane, partition.Key)));
        Assert.Single(lanes, lane => IsIn(lane, "unknown|00"));
    }

    private static bool IsIn(IReadOnlyList<RegisterRange> lane, string key) => lane.Count(range => range.Contains(key)) switch
    {
        0 => false,
        1 => true,
        var often => throw new InvalidOperationException($"'{key}' is {often} times in one lane."),
    };
}
