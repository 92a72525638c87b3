using Pricing.Pipeline.Nights.Runs;
using Testing;
using Testing.InMemory;

namespace Pricing.Pipeline.Tests.Nights.Runs;

public sealed class RunClaimTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Of a blob that is leased the emulator says that it is there, and the storage in memory, as Azure does, that it is leased.</summary>
    /// <param name="isInMemory">Which of them.</param>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Claim_SameEngine_TakesItAgainAndAnotherIsRefusedUntilItIsReleased(bool isInMemory)
    {
        var storage = isInMemory
            ? await new InMemoryAccount(TimeProvider.System).NewStorageAsync(Cancellation)
            : await azurite.NewStorageAsync(Cancellation);
        var claim = new RunClaim(storage);
        NightRun run = new(new(2013, 7, 11), 1);

        await claim.TakeAsync(run, new("local on A"), Cancellation);
        await claim.TakeAsync(run, new("local on A"), Cancellation);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => claim.TakeAsync(run, new("durable 株"), Cancellation));
        await claim.ReleaseAsync(run, "durable 株", Cancellation);
        await Assert.ThrowsAsync<InvalidOperationException>(() => claim.TakeAsync(run, new("durable 株"), Cancellation));
        await claim.ReleaseAsync(run, "local on A", Cancellation);
        await claim.ReleaseAsync(run, "local on A", Cancellation);
        await claim.TakeAsync(run, new("durable 株"), Cancellation);
        var other = await Assert.ThrowsAsync<InvalidOperationException>(() => claim.TakeAsync(run, new("local on A"), Cancellation));

        Assert.StartsWith("The run 2013-07-11 v1 is claimed by the engine 'local on A'; 'durable 株' leaves it alone.", refused.Message, StringComparison.Ordinal);
        Assert.StartsWith("The run 2013-07-11 v1 is claimed by the engine 'durable 株'; 'local on A' leaves it alone.", other.Message, StringComparison.Ordinal);
    }
}
