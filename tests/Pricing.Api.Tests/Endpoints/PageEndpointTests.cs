using System.Net;
using System.Text.RegularExpressions;
using Testing;

namespace Pricing.Api.Tests.Endpoints;

public sealed partial class PageEndpointTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Page_UnderEveryAddressOfAPanel_IsOneDocumentThatLoadsNothingOfOthers(bool asApp)
    {
        await using var host = await ApiHost.StartAsync(azurite, new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), Cancellation, asApp);

        foreach (var path in (string[])["/", "/dates", "/dates/2013-07-11/2", "/grants/IIJ/3rd-series", "/grants/%E6%9E%B6%E7%A9%BA/%E7%AC%AC1%E5%9B%9E", "/price", "/files", "/volatility/3774", "/rules"])
        {
            using var page = await host.Client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
            var text = await page.Content.ReadAsStringAsync(Cancellation);

            Assert.Equal((path, HttpStatusCode.OK), (path, page.StatusCode));
            Assert.Contains("<base href=\"/\">", text, StringComparison.Ordinal);
            Assert.Contains(CodeVersion.Current, text, StringComparison.Ordinal);
            Assert.DoesNotMatch("<script>|<style|style=| on[a-z]+=|https?://", text);
            var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.StartsWith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';", policy, StringComparison.Ordinal);
            Assert.Equal(("nosniff", "no-referrer"), (Assert.Single(page.Headers.GetValues("X-Content-Type-Options")), Assert.Single(page.Headers.GetValues("Referrer-Policy"))));
        }
    }

    [Fact]
    public async Task Files_OfThePage_AreKeptForEverUnderTheirHashAndNoOther()
    {
        await using var host = await ApiHost.StartAsync(azurite, new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero), Cancellation);
        var files = File().Matches(await host.Client.GetStringAsync(new Uri("/", UriKind.Relative), Cancellation)).Select(file => file.Value).ToList();
        Assert.Equal(["icon.svg", "style.css", "page.js"], files.Select(file => file[(file.LastIndexOf('/') + 1)..]).Where(name => !name.StartsWith("chunk-", StringComparison.Ordinal)));
        Assert.Contains(files, file => file.Contains("/chunk-", StringComparison.Ordinal));

        foreach (var name in files)
        {
            using var file = await host.Client.GetAsync(new Uri($"/{name}", UriKind.Relative), Cancellation);
            Assert.Equal((HttpStatusCode.OK, "public, max-age=31536000, immutable"), (file.StatusCode, file.Headers.CacheControl!.ToString()));
        }

        using var other = await host.Client.GetAsync(new Uri("/assets/0000/page.js", UriKind.Relative), Cancellation);
        using var missing = await host.Client.GetAsync(new Uri(files[0][..files[0].LastIndexOf('/')] + "/none.js", UriKind.Relative), Cancellation);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (other.StatusCode, missing.StatusCode));
    }

    [GeneratedRegex("assets/[0-9a-f]+/[a-zA-Z0-9.-]+")]
    private static partial Regex File();
}
