using Microsoft.Playwright;

namespace Page.Tests;

/// <summary>The page of a date on a day without a session, and while nobody answers.</summary>
/// <param name="host">The host and the browser.</param>
public sealed class DayTests(PageHost host)
{
    private const int PastALook = 11_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Day_WithoutASession_LeadsToTheDateWhoseValuationValuesIt()
    {
        await using var visit = await host.OpenAsync("en", 1000, ColorScheme.Light, Cancellation);

        await visit.GoAsync("dates/2013-07-13?ask=first");

        var main = visit.Page.Locator("main");
        await Assertions.Expect(main).ToContainTextAsync("What is dated on it is valued with the next business date: 2013-07-16");
        await Assertions.Expect(main).Not.ToContainTextAsync("Value this date");
        await main.GetByRole(AriaRole.Link, new() { Name = "2013-07-16" }).ClickAsync();
        await Assertions.Expect(main.Locator("ask-form")).ToBeVisibleAsync();
        await visit.CheckAsync("the date that values the day");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(503)]
    public async Task Reason_HalfTypedWhileTheHostIsAway_Stays(int status)
    {
        await using var visit = await host.OpenAsync("en", 1000, ColorScheme.Light, Cancellation);
        var page = visit.Page;
        await page.Clock.InstallAsync();
        await visit.GoAsync("dates/2013-07-11");
        var reason = page.Locator("ask-form input[name=reason]");
        await reason.FillAsync("close corr");

        await page.RouteAsync("**/api/**", route => status == 0 ? route.AbortAsync() : route.FulfillAsync(new() { Status = status }));
        // A look is taken once the one before it came to its end.
        for (var look = 0; look < 2; look++)
            await page.RunAndWaitForRequestAsync(() => page.Clock.RunForAsync(PastALook), request => request.Url.Contains("/api/runs", StringComparison.Ordinal));

        await Assertions.Expect(reason).ToHaveValueAsync("close corr");
        await Assertions.Expect(page.Locator(".problem")).ToHaveCountAsync(0);
    }
}
