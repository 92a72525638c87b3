using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Page.Tests;

/// <summary>What the page says of a value whose curve lacks the tenor next to its period.</summary>
/// <param name="host">The host and the browser.</param>
public sealed class TenorTests(PageHost host)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en", "yield of another term", "the stored curve has no yield of 7 years, 8 years, published next to T; r is taken from 5 years, 10 years")]
    [InlineData("ja", "年限の異なる利回り", "収録値にTに対応する7年、8年の利回りなし。5年、10年による")]
    public async Task Value_WhoseCurveLacksTenors_SaysItInItsMarksAndBesideTheRate(string language, string mark, string beside)
    {
        await using var visit = await host.OpenAsync(language, 1400, ColorScheme.Light, Cancellation);
        await visit.GoAsync("grants/IIJ/3rd-series/2013-07-11");
        await Assertions.Expect(visit.Page.Locator("section[aria-labelledby=inputs-title]")).ToContainTextAsync("1.275 %");
        await Assertions.Expect(visit.Page.Locator("main")).Not.ToContainTextAsync(mark);

        await visit.Page.RouteAsync("**/api/grants/IIJ/3rd-series/values/2013-07-11", LackingAsync);
        await visit.Page.ReloadAsync();

        await Assertions.Expect(visit.Page.Locator(".marks .chip.bad").First).ToHaveTextAsync(mark);
        await Assertions.Expect(visit.Page.Locator("section[aria-labelledby=inputs-title]")).ToContainTextAsync(beside);
        await visit.CheckAsync("the value whose curve lacks tenors");
    }

    private static async Task LackingAsync(IRoute route)
    {
        var answer = await route.FetchAsync();
        var versions = JsonNode.Parse(await answer.TextAsync())!.AsArray();
        foreach (var value in versions) (value!["rateSource"], value["missingTenors"]) = ("5y..10y Linear", "7y, 8y");
        await route.FulfillAsync(new() { Response = answer, Body = versions.ToJsonString() });
    }
}
