using System.Net;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Tests.Identity;
using Testing;

namespace Pricing.Api.Tests.Manners;

/// <summary>An answer that takes longer than it may is given up.</summary>
public sealed class TimeLimitTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Get_WhoseStorageDoesNotAnswer_IsGivenUpAndSaysWhenToComeAgain(bool asApp)
    {
        var hook = new StorageHook();
        await using var host = await StartAsync(asApp, hook);
        var (isAway, never) = (true, new TaskCompletionSource());
        hook.Each(_ => isAway, () => never.Task);

        using var givenUp = await host.Client.GetAsync(new Uri("/api/runs", UriKind.Relative), Cancellation);
        isAway = false;
        using var later = await host.Client.GetAsync(new Uri("/api/runs", UriKind.Relative), Cancellation);

        await IsGivenUpAsync(givenUp);
        Assert.Equal(HttpStatusCode.OK, later.StatusCode);
        Assert.Empty(host.Errors.Entries);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Get_WhoseTurnDoesNotComeInTime_IsGivenUpToo(bool asApp)
    {
        var hook = new StorageHook();
        await using var host = await StartAsync(asApp, hook);
        var isHeld = new TaskCompletionSource();
        using var goesOn = new ManualResetEventSlim();
        hook.Once(
            _ => true,
            () =>
            {
                // What is at its turn does not hear that its time is up.
                isHeld.SetResult();
                goesOn.Wait(Cancellation);
                return Task.CompletedTask;
            });

        var held = host.Client.GetAsync(new Uri("/api/dates", UriKind.Relative), Cancellation);
        await isHeld.Task.WaitAsync(Cancellation);
        using var waiting = await host.Client.GetAsync(new Uri("/api/dates", UriKind.Relative), Cancellation);
        goesOn.Set();
        using var first = await held;

        await IsGivenUpAsync(waiting);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, first.StatusCode);
        Assert.Empty(host.Errors.Entries);
    }

    [Fact]
    public async Task Routes_ThatTakeAsLongAsTheirBytesDo_AreDownloadsAndSentFiles()
    {
        await using var app = GuardedApi.Build();
        app.MapPricing();

        var unlimited = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<DisableRequestTimeoutAttribute>() is not null)
            .Select(route => route.RoutePattern.RawText!)
            .ToList();

        Assert.Contains("/api/issuers/{issuer}/package", unlimited);
        Assert.Contains("/api/files/", unlimited);
        Assert.Contains("/api/files/{id}/rejects", unlimited);
        Assert.Contains("/api/raw/{sha256}", unlimited);
        Assert.DoesNotContain("/api/runs", unlimited);
        Assert.DoesNotContain("/api/price", unlimited);
    }

    private Task<ApiHost> StartAsync(bool asApp, StorageHook hook) => ApiHost.StartAsync(
        azurite,
        new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero),
        Cancellation,
        asApp,
        new Dictionary<string, string?> { ["Api:LongestAnswer"] = "00:00:00.5", ["Api:CostlyAtOnce"] = "1" },
        hook);

    private static async Task IsGivenUpAsync(HttpResponseMessage answer)
    {
        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(10)), (answer.StatusCode, answer.Headers.RetryAfter?.Delta));
        Assert.Contains("urn:pricingfunctions:problem:took-too-long", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }
}
