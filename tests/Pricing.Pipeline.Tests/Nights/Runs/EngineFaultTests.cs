using Soak.Engines;
using Testing;

namespace Pricing.Pipeline.Tests.Nights.Runs;

/// <summary>Some steps of <c>tests/Soak engine</c>, which takes them all.</summary>
public sealed class EngineFaultTests(AzuriteFixture azurite)
{
    private readonly EngineSoak soak = new(seed: 1, TextWriter.Null);

    [Fact]
    public async Task Night_WhoseEngineFailsAtItsOwnCalls_StoresWhatAnUndisturbedNightStores()
    {
        await soak.RunAsync(azurite, every: 2, nights: 0, only: "applease");

        Assert.Empty(soak.Wrong);
        Assert.True(soak.Injected > 0);
    }

    /// <summary>A step whose messages cannot be deleted is not gone round and round with.</summary>
    [Fact]
    public async Task Night_WhoseEngineCannotDeleteItsMessages_GoesOnAtOnce()
    {
        await soak.RunAsync(azurite, every: 5, nights: 0, only: "queues DELETE tests-control-00/messages");

        Assert.Empty(soak.Wrong);
        Assert.Equal(2, soak.Injected);
    }

    /// <summary>A worker that could neither say that a step is done nor give it back holds it; another one takes its place.</summary>
    [Fact]
    public async Task Night_WhoseWorkerHoldsAStepThatItDoesNotDo_GoesOnWithAnotherWorker()
    {
        await soak.RunAsync(
            azurite, every: 0, nights: 0, together: ["queues POST tests-control-00/messages", "queues PUT tests-workitems/messages"]);

        Assert.Empty(soak.Wrong);
        Assert.True(soak.Injected > 1);
    }
}
