using Soak.Engines;
using Testing;

namespace Pricing.Pipeline.Tests.Nights.Runs;

/// <summary>Some steps of <c>tests/Soak engine</c>, which takes them all.</summary>
public sealed class EngineFaultTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Night_WhoseEngineFailsAtItsOwnCalls_StoresWhatAnUndisturbedNightStores()
    {
        var soak = new EngineSoak(seed: 1, TextWriter.Null);

        await soak.RunAsync(azurite, every: 2, nights: 0, only: "applease");

        Assert.Empty(soak.Wrong);
        Assert.True(soak.Injected > 0);
    }
}
