using Azure.Data.Tables;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;
using Testing;

namespace Pricing.Pipeline.Tests.Register.Grants;

/// <summary>How issuers come into the list of partitions.</summary>
public sealed class IssuerBucketsTests(AzuriteFixture azurite)
{
    private const string Grant = "series";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Partition_OfOneThatIsExpectedWithOthers_NotesAllOfThem()
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        var buckets = new IssuerBuckets(storage, new());

        foreach (var issuer in Enumerable.Range(0, 250)) buckets.Expect($"issuer {issuer:D3}");
        Assert.Empty(await ListedAsync(storage));
        var partition = await buckets.PartitionAsync("issuer 007", Grant, Cancellation);
        await buckets.PartitionAsync("issuer 249", Grant, Cancellation);

        Assert.Equal("issuer 007|00", partition.Value);
        Assert.Equal(200, (await ListedAsync(storage)).Count());
        foreach (var issuer in await ListedAsync(storage)) buckets.Expect(issuer);
        await buckets.PartitionAsync("issuer 200", Grant, Cancellation);
        Assert.Equal(Enumerable.Range(0, 250).Select(issuer => $"issuer {issuer:D3}"), await ListedAsync(storage));
    }

    /// <summary>A partition with grants that a list of partitions does not name.</summary>
    /// <param name="noted">How many partitions its issuer's row names; 0 for no row.</param>
    /// <param name="reason">What is wrong; empty where its issuer came in after the list was read.</param>
    [Theory]
    [InlineData(4, "")]
    [InlineData(3, "the stored row cannot be read: it names 3 partitions, and grants are stored in number 4")]
    [InlineData(0, "the stored row cannot be read: it is not there")]
    public async Task Unlisted_PartitionOfAnIssuer_IsDamagedUnlessItsRowReachesIt(int noted, string reason)
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        if (noted > 0) await new IssuerBuckets(storage, new() { Buckets = { ["株式会社"] = noted } }).PartitionAsync("株式会社", Grant, Cancellation);

        var found = await new IssuerBuckets(storage, new()).UnlistedAsync("株式会社|03", Cancellation);

        Assert.Equal(new GrantPartition("株式会社", 3), found!.Value.Partition);
        Assert.Equal(reason, string.Concat(found.Value.Damage.Select(failure => failure.Reason)));
    }

    [Fact]
    public async Task Partition_OneOfTheExpectedIsNotedByAnother_KeepsItsNumber()
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        var other = new IssuerBuckets(storage, new() { Buckets = { ["issuer b"] = 16 } });
        var theirs = await other.PartitionAsync("issuer b", Grant, Cancellation);
        var buckets = new IssuerBuckets(storage, new());

        foreach (var issuer in (string[])["issuer a", "issuer b", "issuer c"]) buckets.Expect(issuer);
        var partitions = await Task.WhenAll(
            buckets.PartitionAsync("issuer a", Grant, Cancellation),
            buckets.PartitionAsync("issuer b", Grant, Cancellation),
            buckets.PartitionAsync("issuer c", Grant, Cancellation));

        Assert.Equal(["issuer a|00", theirs.Value, "issuer c|00"], partitions.Select(partition => partition.Value));
    }

    [Fact]
    public async Task Partition_OneWhoAskedGaveUp_IsNotedAllTheSame()
    {
        var hook = new StorageHook();
        var storage = await azurite.NewStorageAsync(Cancellation, hook);
        var (buckets, held) = (new IssuerBuckets(storage, new()), new TaskCompletionSource());
        buckets.Expect("issuer b");
        hook.Once(_ => true, () => held.Task);
        using (var refused = new CancellationTokenSource())
        {
            await refused.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => buckets.PartitionAsync("issuer a", Grant, refused.Token));
        }

        held.SetResult();
        var partitions = await Task.WhenAll(
            buckets.PartitionAsync("issuer a", Grant, Cancellation), buckets.PartitionAsync("issuer b", Grant, Cancellation));

        Assert.Equal(["issuer a|00", "issuer b|00"], partitions.Select(partition => partition.Value));
    }

    [Fact]
    public async Task Partition_NumberCannotBeRead_IsReadAgainNextTime()
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        await storage.Ledger.AddEntityAsync(new TableEntity("issuer", "issuer a") { ["Buckets"] = "two" }, Cancellation);
        var buckets = new IssuerBuckets(storage, new());

        var damaged = await buckets.PartitionAsync("issuer a", Grant, Cancellation);
        await storage.Ledger.UpsertEntityAsync(new TableEntity("issuer", "issuer a") { ["Buckets"] = 1 }, TableUpdateMode.Replace, Cancellation);
        var mended = await buckets.PartitionAsync("issuer a", Grant, Cancellation);

        Assert.Equal(ReasonCode.DamagedData, Assert.Single(damaged.Failures).Code);
        Assert.Equal("issuer a|00", mended.Value);
    }

    private static async Task<IEnumerable<string>> ListedAsync(PipelineStorage storage) =>
        (await new IssuerBuckets(storage, new()).ListAsync(Cancellation)).Select(listed => listed.Partition.Issuer);
}
