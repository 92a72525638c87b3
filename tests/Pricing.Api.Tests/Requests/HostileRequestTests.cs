using Soak.Doors;
using Testing;

namespace Pricing.Api.Tests.Requests;

/// <summary>The first steps of <c>tests/Soak doors</c>, which goes on to a hundred thousand.</summary>
public sealed class HostileRequestTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Requests_ThatMeanNoGood_AreAnsweredAsDeclaredWithTheHeadersOfEveryAnswer()
    {
        await using var progress = new StringWriter();

        var wrong = await DoorSoak.RunAsync(azurite, count: 600, seed: 18, first: 0, progress, TestContext.Current.CancellationToken);

        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong.Take(10)));
        Assert.All(["400", "401", "403", "404", "405", "415", "431"], status => Assert.Contains($": {status} ", $"{progress}", StringComparison.Ordinal));
    }
}
