using Azure;
using Azure.Core;
using Pricing.Pipeline.Nights.Runs;
using Testing;

namespace Pricing.Pipeline.Tests.Nights.Runs;

public sealed class RunStoreTests(AzuriteFixture azurite)
{
    private static readonly RunRecord Asked = new()
    {
        Date = new(2013, 7, 11),
        Version = 1,
        Status = RunStatus.Requested,
        Reason = "a corrected close",
        AskedBy = "auditor",
        AskedAt = DateTimeOffset.UnixEpoch,
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AddNext_ManyAtOnce_EachGetsAVersionOfItsOwn()
    {
        var runs = new RunStore(await azurite.NewStorageAsync(Cancellation));

        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(second => runs.AddNextAsync(
            Asked with { AskedAt = Asked.AskedAt.AddSeconds(second) }, Cancellation)));

        Assert.Equal(Enumerable.Range(1, 8), added.Select(run => run.Version).Order());
        Assert.Equal(8, (await runs.OfDateAsync(Asked.Date, Cancellation).FirstAsync(Cancellation)).Version);
    }

    /// <summary>The client repeats an insert whose answer was lost, and is told that the row is there.</summary>
    [Fact]
    public async Task AddNext_AnswerThatIsLost_AddsOneRun()
    {
        var hook = new StorageHook();
        var runs = new RunStore(await azurite.NewStorageAsync(Cancellation, hook));
        hook.Once(
            request => request.Method == RequestMethod.Post && request.Uri.Path.EndsWith("/runs", StringComparison.Ordinal),
            async () =>
            {
                await runs.SaveAsync(Asked with { Status = RunStatus.Running, Engine = "an engine that found it" }, Cancellation);
                throw new RequestFailedException(409, "EntityAlreadyExists");
            });

        var added = await runs.AddNextAsync(Asked, Cancellation);

        Assert.Equal(RunStatus.Running, added.Status);
        Assert.Equal(added, Assert.Single(await runs.AllAsync(Cancellation).ToListAsync(Cancellation)));
    }
}
