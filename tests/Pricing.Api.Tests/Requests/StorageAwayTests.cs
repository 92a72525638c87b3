using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Azure;
using Testing;

namespace Pricing.Api.Tests.Requests;

public sealed class StorageAwayTests(AzuriteFixture running)
{
    [Theory]
    [InlineData("408")]
    [InlineData("429")]
    [InlineData("500")]
    [InlineData("503")]
    [InlineData("a call that took too long")]
    [InlineData("every try took too long")]
    public async Task Get_StorageThatFailsForTheMoment_Is503WithTheTimeToTryAgain(string how)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var hook = new StorageHook();
        await using var host = await ApiHost.StartAsync(running, new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), cancellationToken, hook: hook);
        var fails = true;
        hook.Each(_ => fails, () => Task.FromException(Thrown(how)));

        using var answer = await host.Client.GetAsync(new Uri("/api/runs/2013-07-11/1", UriKind.Relative), cancellationToken);
        fails = false;
        using var later = await host.Client.GetAsync(new Uri("/api/runs/2013-07-11/1", UriKind.Relative), cancellationToken);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(10)), (answer.StatusCode, answer.Headers.RetryAfter?.Delta));
        Assert.Contains("urn:pricingfunctions:problem:storage-away", await answer.Content.ReadAsStringAsync(cancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, later.StatusCode);
        Assert.Empty(host.Errors.Entries);
    }

    // As the clients of the storage throw it after their tries.
    private static Exception Thrown(string how) => how switch
    {
        "a call that took too long" => new TimeoutException(),
        "every try took too long" => new AggregateException(new TaskCanceledException(), new TaskCanceledException()),
        _ => new RequestFailedException(int.Parse(how, CultureInfo.InvariantCulture), "The storage is busy."),
    };

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
