using System.Net;
using Testing;

namespace Pricing.Api.Tests.Endpoints;

public sealed class DateEndpointTests(AzuriteFixture azurite) : ApiTests(azurite)
{
    [Fact]
    public async Task DateValues_AfterARerunThatStoredOneValue_AreThoseOfEveryGrant()
    {
        await RunSampleNightAsync();
        await Host.Pipeline.IngestAsync("own.json", $"[{Grant}]", Cancellation);

        await PostAsync("/api/runs", """{"date":"2013-07-11","reason":"my own grant","askedBy":"me"}""");
        await Host.Pipeline.RunNightsAsync(Cancellation);
        var run = await GetAsync("/api/runs/2013-07-11/2");

        Assert.Equal(("1", "3", "0"), (Text(run, "rows"), Text(run, "unchanged"), Text(run, "failed")));
        Assert.Equal(
            ["3rd-series", "3rd-series-at-the-money", "3rd-series-by-the-text", "g"],
            (await LinesAsync("/api/dates/2013-07-11/values")).Select(value => Text(value, "grantId")));
        Assert.Equal(2, (await LinesAsync("/api/dates/2013-07-11/values?limit=2")).Count);
        using var never = await Host.Client.GetAsync(new Uri("/api/dates/2013-07-12/values", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, never.StatusCode);
        Assert.Single(await LinesAsync("/api/runs/2013-07-11/2/values"));
    }

    [Fact]
    public async Task DateValues_OfANightWithoutGrants_AreNone()
    {
        await Host.Pipeline.RunNightsAsync(Cancellation);

        Assert.Empty(await LinesAsync("/api/dates/2013-07-11/values"));
    }
}
