using Microsoft.Playwright;

namespace Page.Tests;

/// <summary>Where nobody can sign in, no form is offered that takes somebody who did; it is said why, and where that is explained.</summary>
/// <param name="host">The host and the browser.</param>
public sealed class MayTests(PageHost host)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en", "Nobody can sign in on this host, so nothing can be proposed, approved or closed here", "Who may do what", "Identity:Provider")]
    [InlineData("ja", "このホストではサインインできないため、起案・承認・締めはできません", "権限", "Identity:Provider")]
    public async Task Forms_WhereNobodyCanSignIn_AreNotOfferedButExplained(string language, string why, string link, string setting)
    {
        await using var visit = await host.OpenAsync(language, 1400, ColorScheme.Light, Cancellation);
        var page = visit.Page;
        foreach (var (address, part) in new[] { ("grants/IIJ/3rd-series/2013-07-11/1", "propose-form"), ("publications", "publication-list"), ("publications", "closing-list") })
        {
            await visit.GoAsync(address);

            await Assertions.Expect(page.Locator(part)).ToContainTextAsync(why);
            await Assertions.Expect(page.Locator(part).Locator("form, details, button")).ToHaveCountAsync(0);
        }

        await Assertions.Expect(page.Locator("publication-list")).Not.ToContainTextAsync("Open a value to propose it");
        await page.Locator("closing-list").GetByRole(AriaRole.Link, new() { Name = link }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = link, Exact = true })).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("who-may")).ToContainTextAsync(setting);
        await visit.CheckAsync("who may do what");

        // What needs no sign-in is offered.
        await visit.GoAsync("dates/2013-07-11");
        await Assertions.Expect(page.Locator("ask-form form")).ToBeVisibleAsync();
        await visit.GoAsync("files");
        await Assertions.Expect(page.Locator("form.send")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Address_OfADateThatThereIsNot_SaysSo()
    {
        await using var visit = await host.OpenAsync("en", 1000, ColorScheme.Light, Cancellation);

        await visit.GoAsync("dates/2013-13-45");

        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "There is no such page" })).ToBeVisibleAsync();
        await visit.CheckAsync("the date that there is not");
    }
}
