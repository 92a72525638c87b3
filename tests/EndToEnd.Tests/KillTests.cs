using Soak.Kills;

namespace EndToEnd.Tests;

/// <summary>The first steps of <c>tests/Soak kill</c>, which kills tens of hosts of nights of thousands of grants.</summary>
public sealed class KillTests
{
    /// <summary>Killed as soon as the first of the rows are stored.</summary>
    [Fact]
    public async Task Ingestion_OfAHostThatIsKilledAndStartedAgain_LeavesWhatAnUndisturbedOneLeaves()
    {
        var options = new KillOptions("ingestion", Grants: 1_000, Kills: 1, Seed: 18, Hosts: 1, Within: 1);

        Assert.Empty(await options.RunAsync(TextWriter.Null));
    }
}
