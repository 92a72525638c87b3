using Soak.Loads;
using Testing;

namespace EndToEnd.Tests;

/// <summary>The first steps of <c>tests/Soak load</c>, which floods a night of thousands of grants on hundreds of connections.</summary>
public sealed class LoadTests(AzuriteFixture azurite)
{
    /// <summary>How much slower a night of seconds gets says nothing; that nothing is lost does. One price at a time, so that others are refused.</summary>
    [Fact]
    public async Task Load_SmallNight_LosesNoValueAndAnswersAsDescribed()
    {
        var load = new LoadSoak(
            grants: 20,
            connections: 4,
            TextWriter.Null,
            new Dictionary<string, string?> { ["Api__CostlyAtOnce"] = "1", ["Api__CostlyWaiting"] = "0" });

        await load.RunAsync(azurite);

        Assert.Empty(load.Wrong);
        Assert.Contains("200", load.Answers);
        Assert.Contains("429", load.Answers);
    }
}
