using System.Net;
using System.Net.Sockets;
using System.Text;
using Testing;

namespace Pricing.Api.Tests.Manners;

public sealed class CostlyTests(AzuriteFixture azurite)
{
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
        using var volatility = await host.Client.GetAsync(new Uri("/api/volatility/3774", UriKind.Relative), Cancellation);
        using var calendar = await host.Client.GetAsync(new Uri("/api/dates", UriKind.Relative), Cancellation);
        using var table = await host.Client.GetAsync(new Uri("/api/dates/2013-07-11/values", UriKind.Relative), Cancellation);
        await stream.WriteAsync("{}"u8.ToArray(), Cancellation);
        Assert.Contains("HTTP/1.1 400", await reader.ReadToEndAsync(Cancellation), StringComparison.Ordinal);
        using var later = await PostAsync(host);

        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(1)), (refused.StatusCode, refused.Headers.RetryAfter?.Delta));
        Assert.Contains("urn:pricingfunctions:problem:too-many-requests", await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, later.StatusCode);

        // A table is no price, and a calendar neither: each waits for others of its kind only.
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.NotFound), (volatility.StatusCode, calendar.StatusCode, table.StatusCode));
    }

    private static Task<HttpResponseMessage> PostAsync(ApiHost host) =>
        host.Client.PostAsync(new Uri("/api/price", UriKind.Relative), new StringContent("{}", Encoding.UTF8, "application/json"), Cancellation);
}
