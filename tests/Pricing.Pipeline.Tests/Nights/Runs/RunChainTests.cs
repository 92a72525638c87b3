using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;
using Testing;

namespace Pricing.Pipeline.Tests.Nights.Runs;

public sealed class RunChainTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Append_Twice_IsTheSameLink()
    {
        var chain = new RunChain(await azurite.NewStorageAsync(Cancellation));

        var first = await chain.AppendAsync(Run(1), previous => Link(Run(1), previous), Cancellation);
        var second = await chain.AppendAsync(Run(2), previous => Link(Run(2), previous), Cancellation);
        var again = await chain.AppendAsync(Run(1), _ => throw new InvalidOperationException("It is there."), Cancellation);

        Assert.Equal(("", ""), (first.Previous, first.PreviousRoot));
        Assert.Equal((Run(1).ToString(), first.Root), (second.Previous, second.PreviousRoot));
        Assert.Equal(first, again);
    }

    [Fact]
    public async Task Append_AfterACrashBetweenMovingAndKeeping_KeepsTheLinkOfTheCrashed()
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        var chain = new RunChain(storage);
        var first = await chain.AppendAsync(Run(1), previous => Link(Run(1), previous), Cancellation);
        await storage.RunFiles.GetBlobClient($"{Run(1).Folder}/seal.json").DeleteAsync(cancellationToken: Cancellation);

        var second = await chain.AppendAsync(Run(2), previous => Link(Run(2), previous), Cancellation);
        var again = await chain.AppendAsync(Run(1), _ => throw new InvalidOperationException("It is there."), Cancellation);

        Assert.Equal((Run(1).ToString(), first.Root), (second.Previous, second.PreviousRoot));
        Assert.Equal(first, again);
    }

    [Fact]
    public async Task Append_ManyAtOnce_IsOneChain()
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        var chain = new RunChain(storage);

        var links = await Task.WhenAll(Enumerable.Range(1, 12).Select(version =>
            chain.AppendAsync(Run(version), previous => Link(Run(version), previous), Cancellation)));

        Assert.Equal(12, links.Select(link => link.Previous).Distinct().Count());
        var byName = links.ToDictionary(link => link.Run.ToString());
        var last = links.Single(link => !links.Any(next => next.Previous == link.Run.ToString()));
        var length = 1;
        for (var link = last; link.Previous.Length > 0; link = byName[link.Previous], length++)
            Assert.Equal(byName[link.Previous].Root, link.PreviousRoot);
        Assert.Equal(12, length);
    }

    private static NightRun Run(int version) => new(new(2013, 7, 11), version);

    private static RunLink Link(NightRun run, RunLink? previous) => new(
        run, ContentHash.Of($"{run} {previous?.Root}"), previous?.Run.ToString() ?? "", previous?.Root ?? "");
}
