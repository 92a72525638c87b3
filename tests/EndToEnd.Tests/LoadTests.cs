using Soak.Loads;
using Testing;

namespace EndToEnd.Tests;

/// <summary>The first steps of <c>tests/Soak load</c>, which floods a night of thousands of grants on hundreds of connections.</summary>
public sealed class LoadTests(AzuriteFixture azurite)
{
    /// <summary>How much slower a night of seconds gets says nothing; that nothing is lost does.</summary>
    [Fact]
    public async Task Load_SmallNight_LosesNoValueAndAnswersAsDescribed()
    {
        var load = new LoadSoak(grants: 20, connections: 4, TextWriter.Null);

        await load.RunAsync(azurite);

        Assert.Empty(load.Wrong);
        Assert.Contains(load.Answers.Keys, answer => answer is "200" or "503");
    }
}
