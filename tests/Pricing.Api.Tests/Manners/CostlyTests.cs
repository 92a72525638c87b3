using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Pricing.Api.Tests.Identity;
using Testing;

namespace Pricing.Api.Tests.Manners;

public sealed class CostlyTests(AzuriteFixture azurite)
{
    private const string Price = "/api/price";
    private const string Share = """{"code":"3774","date":"2013-07-11","window_from":"2005-12-02","X":1,"T":15,"policy":"iij-practice","shares":200,"currency":"JPY"}""";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>What is counted together: questions, prices, downloads.</summary>
    private static readonly string[][] Kinds =
    [
        ["/api/volatility/3774", "/api/dates"],
        [Price],
        ["/api/dates/2013-07-11/values", "/api/dates/2013-07-11/workbook.xlsx"],
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Price_MoreAtOnceThanMayBe_Is429AndComesAgain(bool asApp)
    {
        await using var host = await ApiHost.StartAsync(
            azurite,
            new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero),
            Cancellation,
            asApp,
            new Dictionary<string, string?> { ["Api:CostlyAtOnce"] = "1", ["Api:CostlyWaiting"] = "0" });
        using var slow = new TcpClient();
        await slow.ConnectAsync(host.Client.BaseAddress!.Host, host.Client.BaseAddress.Port, Cancellation);
        await using var stream = slow.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);

        // One that is answered to its end takes the place until its body is there.
        await stream.WriteAsync("POST /api/price HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n"u8.ToArray(), Cancellation);
        Assert.Equal("HTTP/1.1 100 Continue", await reader.ReadLineAsync(Cancellation));
        using var refused = await PostAsync(host);
        await stream.WriteAsync("{}"u8.ToArray(), Cancellation);
        Assert.Contains("HTTP/1.1 400", await reader.ReadToEndAsync(Cancellation), StringComparison.Ordinal);
        using var later = await PostAsync(host);

        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(1)), (refused.StatusCode, refused.Headers.RetryAfter?.Delta));
        Assert.Contains("urn:pricingfunctions:problem:too-many-requests", await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, later.StatusCode);
    }

    [Theory]
    [InlineData("/api/volatility/3774")]
    [InlineData("/api/dates")]
    [InlineData(Price)]
    [InlineData("/api/dates/2013-07-11/values")]
    [InlineData("/api/dates/2013-07-11/workbook.xlsx")]
    public async Task Ask_WhileOneIsHeldOpen_IsRefusedOfItsKindAndOfNoOther(string held)
    {
        var hook = new StorageHook();
        await using var host = await ApiHost.StartAsync(
            azurite,
            new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero),
            Cancellation,
            settings: new Dictionary<string, string?> { ["Api:CostlyAtOnce"] = "1", ["Api:CostlyWaiting"] = "0" },
            hook: hook);
        var (isHeld, goesOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        hook.Once(
            _ => true,
            async () =>
            {
                isHeld.SetResult();
                await goesOn.Task.WaitAsync(Cancellation);
            });

        var open = AskAsync(host, held);
        await isHeld.Task.WaitAsync(Patience, Cancellation);
        var refused = new List<string>();
        foreach (var asked in Kinds.SelectMany(kind => kind))
        {
            if (await AskAsync(host, asked).WaitAsync(Patience, Cancellation) == HttpStatusCode.TooManyRequests) refused.Add(asked);
        }

        goesOn.SetResult();
        Assert.NotEqual(HttpStatusCode.TooManyRequests, await open);
        Assert.Equal(Kinds.Single(kind => kind.Contains(held)), refused);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, await AskAsync(host, held));
    }

    /// <summary>Which routes are counted, and with which others; all else reads few rows, or a page of them.</summary>
    [Fact]
    public async Task Routes_ThatCostTime_AreAsListed()
    {
        await using var app = GuardedApi.Build();
        app.MapPricing();

        var counted = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Select(route => (Route: route.RoutePattern.RawText, route.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName))
            .Where(route => route.PolicyName is not null)
            .Select(route => $"{route.PolicyName} {route.Route!.Replace(":range(1,999999)", "", StringComparison.Ordinal)}")
            .Order(StringComparer.Ordinal);

        Assert.Equal(
            """
            download /api/dates/{date}/values
            download /api/dates/{date}/workbook.xlsx
            download /api/grants/{issuer}/{grantId}/workbook.xlsx
            download /api/issuers/{issuer}/package
            download /api/runs/{date}/{version}/compare
            download /api/runs/{date}/{version}/values
            price /api/price
            question /api/dates
            question /api/volatility/{code}
            """,
            string.Join('\n', counted));
    }

    private static async Task<HttpStatusCode> AskAsync(ApiHost host, string address)
    {
        var where = new Uri(address, UriKind.Relative);
        using var answer = address == Price
            ? await host.Client.PostAsync(where, new StringContent(Share, Encoding.UTF8, "application/json"), Cancellation)
            : await host.Client.GetAsync(where, Cancellation);
        return answer.StatusCode;
    }

    private static Task<HttpResponseMessage> PostAsync(ApiHost host) =>
        host.Client.PostAsync(new Uri("/api/price", UriKind.Relative), new StringContent("{}", Encoding.UTF8, "application/json"), Cancellation);
}
