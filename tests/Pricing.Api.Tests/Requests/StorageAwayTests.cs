using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Testing;

namespace Pricing.Api.Tests.Requests;

public sealed class StorageAwayTests
{
    [Fact]
    public async Task Get_StorageThatIsGone_Is503WithTheTimeToTryAgain()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var azurite = new AzuriteFixture();
        await using var host = await ApiHost.StartAsync(azurite, new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), cancellationToken);
        await azurite.DisposeAsync();

        using var answer = await host.Client.GetAsync(new Uri("/api/runs/2013-07-11/1", UriKind.Relative), cancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(10), answer.Headers.RetryAfter?.Delta);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Empty(host.Errors.Entries);
    }

    [Fact]
    public async Task Price_ListWhoseGrantIsNotRead_Is503AndNoHalfAnswer()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var azurite = new AzuriteFixture();
        await using var host = await ApiHost.StartAsync(azurite, new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), cancellationToken);
        await azurite.DisposeAsync();
        const string questions =
            """
            [{"S":3505,"X":1,"T":15,"sigma":0.5577379782,"q":0.00534950071327,"r":0.01275,"policy":"iij-practice","shares":200,"currency":"JPY"},
             {"grant":{"issuer":"IIJ","grant_id":"3rd-series"}}]
            """;
        using var body = new StringContent(questions, Encoding.UTF8, "application/json");

        using var answer = await host.Client.PostAsync(new Uri("/api/price", UriKind.Relative), body, cancellationToken);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancellationToken))!;
        Assert.Equal("urn:pricingfunctions:problem:storage-away", problem["type"]!.ToString());
    }
}
