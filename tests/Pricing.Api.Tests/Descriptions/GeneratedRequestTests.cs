using Testing;

namespace Pricing.Api.Tests.Descriptions;

/// <summary>Requests made from the description of the routes; 20,000 of them are a command of the soak.</summary>
public sealed class GeneratedRequestTests(AzuriteFixture azurite)
{
    private const int Count = 400;

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public async Task Requests_RightAndBroken_AreAnsweredAsDescribedAndNoneIsAnErrorOfTheServer(int seed, bool asApp)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var host = await ApiHost.StartAsync(azurite, new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), cancellation, asApp);

        var (wrong, statuses) = await GeneratedRequests.SendAsync(host, Count, seed, cancellation);

        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong.Take(20)));
        Assert.Equal(Count, statuses.Values.Sum());
        Assert.All([200, 400, 404, 406], status => Assert.True(statuses.ContainsKey(status), $"no answer is {status}"));
    }
}
