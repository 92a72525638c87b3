using System.Text.RegularExpressions;
using Soak.Crashes;
using Testing;
using Testing.InMemory;

namespace Pricing.Pipeline.Tests.Storage;

/// <summary>The storage in memory, on which the long proofs rest, against Azurite.</summary>
public sealed partial class InMemoryAccountTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Week_InMemoryAndOnAzurite_LeavesTheSame()
    {
        var clock = new StillClock(new(2013, 7, 16, 3, 0, 0, TimeSpan.Zero));
        var account = new InMemoryAccount(clock);
        await using var root = await PipelineHost.StartAsync(
            await account.NewStorageAsync(Cancellation), clock, settings: null, samples: null, Cancellation);
        var real = await azurite.NewStorageAsync(Cancellation);

        await CrashSoak.WalkOnceAsync(root, root.Storage, issuers: 2);
        await CrashSoak.WalkOnceAsync(root, real, issuers: 2);

        var expected = await StorageContent.AllAsync(real, Cancellation);
        Assert.Contains(expected, line => line.StartsWith("valuations ", StringComparison.Ordinal));
        Assert.Equal(expected.Where(HoldsNoETag).Order(StringComparer.Ordinal), (await StorageContent.AllAsync(root.Storage, Cancellation)).Where(HoldsNoETag).Order(StringComparer.Ordinal));
    }

    /// <summary>ETags, which each storage makes up, stand in plans, in the notes on histories, and in the records of dropped files.</summary>
    private static bool HoldsNoETag(string line) => !ETagged().IsMatch(line);

    [GeneratedRegex("/market\\.json |/plan\\.(index|ndjson\\.gz) |PartitionKey=(blob|file)|/report\\.json ")]
    private static partial Regex ETagged();
}
