using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Page.Tests;

/// <summary>What is typed stands and is gone to as a whole, whatever is answered meanwhile.</summary>
/// <param name="host">The host and the browser.</param>
public sealed class TypingTests(PageHost host)
{
    private const int PastAPause = 300;

    private static readonly DateTime Morning = new(2026, 1, 5, 0, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("dates/2013-07-11", "date-table")]
    [InlineData("grants", "grant-list")]
    public async Task Search_TypedWhileAnAnswerComesIn_KeepsEveryLetter(string address, string part)
    {
        await using var visit = await host.OpenAsync(Cancellation);
        var page = visit.Page;
        await page.Clock.InstallAsync(new() { TimeDate = Morning });
        await visit.GoAsync(address);
        var search = page.Locator($"{part} input[name=search]");
        await Assertions.Expect(search).ToBeVisibleAsync();

        // No pause of the typing comes to its end before the test says so: the answer to the first letter comes between the second and the third.
        await page.Clock.PauseAtAsync(Morning.AddHours(1));
        var first = new Regex("search=z&");
        var goesOn = new TaskCompletionSource();
        await page.RouteAsync(first, async route =>
        {
            await goesOn.Task.WaitAsync(Cancellation);
            await route.ContinueAsync();
        });
        await search.PressSequentiallyAsync("z");
        await page.RunAndWaitForRequestAsync(() => page.Clock.RunForAsync(PastAPause), request => first.IsMatch(request.Url));
        await search.PressSequentiallyAsync("y");
        goesOn.SetResult();
        await Assertions.Expect(page.Locator($"{part} .empty")).ToBeVisibleAsync();
        await search.PressSequentiallyAsync("x");
        await page.Clock.RunForAsync(PastAPause);

        await Assertions.Expect(search).ToHaveValueAsync("zyx");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("[?]search=zyx$"));
    }

    [Fact]
    public async Task Issuer_ThatIsNotStored_IsSaidAndCanBeCorrected()
    {
        await using var visit = await host.OpenAsync(Cancellation);
        var page = visit.Page;
        await visit.GoAsync("dates/2013-07-11");
        var issuer = page.Locator("date-table input[name=issuer]");

        await issuer.FillAsync("II");
        await issuer.PressAsync("Tab");
        await Assertions.Expect(page.Locator("date-table .problem")).ToContainTextAsync("no grants of this issuer are stored");
        await Assertions.Expect(issuer).ToHaveValueAsync("II");

        await issuer.FillAsync("IIJ");
        await issuer.PressAsync("Tab");
        await Assertions.Expect(page.Locator("date-table tbody tr")).Not.ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".problem")).ToHaveCountAsync(0);
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("[?]issuer=IIJ$"));
    }

    [Fact]
    public async Task Month_TypedByKeyboardAlone_IsGoneToOnceItIsWhole()
    {
        await using var visit = await host.OpenAsync(Cancellation);
        var page = visit.Page;
        await visit.GoAsync("dates/2013-07");
        var month = page.Locator("calendar-view input[type=month]");

        // The year stands behind the month.
        await month.FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.TypeAsync("2014");
        await Assertions.Expect(month).ToHaveValueAsync("2014-07");
        Assert.EndsWith("/dates/2013-07", page.Url, StringComparison.Ordinal);
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/dates/2014-07$"));
        await Assertions.Expect(month).ToHaveValueAsync("2014-07");

        // What is picked is gone to at once.
        await month.FillAsync("2013-09");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/dates/2013-09$"));
    }

    [Fact]
    public async Task AliveOn_TypedByKeyboardAlone_IsAskedForOnceItIsWhole()
    {
        await using var visit = await host.OpenAsync(Cancellation);
        var page = visit.Page;
        await visit.GoAsync("grants");
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);

        await page.Locator("grant-list input[name=aliveOn]").FocusAsync();
        await page.Keyboard.TypeAsync("07112013");

        await Assertions.Expect(page).ToHaveURLAsync(new Regex("[?]aliveOn=2013-07-11$"));
        await Assertions.Expect(page.Locator("grant-list tbody tr")).Not.ToHaveCountAsync(0);
        Assert.DoesNotContain(asked, address => address.Contains("aliveOn=0", StringComparison.Ordinal));
    }
}
