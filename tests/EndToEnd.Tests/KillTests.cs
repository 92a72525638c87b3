using Soak.Kills;

namespace EndToEnd.Tests;

/// <summary>The first steps of <c>tests/Soak kill</c>, which kills tens of hosts of nights of thousands of grants.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task Ingestion_OfAHostThatIsKilledAndStartedAgain_LeavesWhatAnUndisturbedOneLeaves()
    {
        var options = new KillOptions("ingestion", Grants: 100, Kills: 1, Seed: 18, Hosts: 1, Within: 2);

        Assert.Empty(await options.RunAsync(TextWriter.Null));
    }
}
