using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Page.Tests;

/// <summary>What-ifs: values side by side that are taken away, inputs that are refused as implausible, other volatilities of a value.</summary>
/// <param name="host">The host and the browser.</param>
public sealed class PriceTests(PageHost host)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Price_AtThreeVolatilities_StandsSideBySideIsTakenAwayAndSurvivesAReload()
    {
        await using var visit = await host.OpenAsync("en", 1400, ColorScheme.Light, Cancellation);
        var page = visit.Page;
        await visit.GoAsync("price");
        await visit.BeginWithSampleAsync();
        var begun = page.Locator("select[name=begin] option:checked");
        await Assertions.Expect(begun).ToHaveTextAsync("IIJ 3rd-series");
        await page.Locator("#field-exercise_price").FillAsync("3505");
        await Assertions.Expect(begun).ToHaveTextAsync("IIJ 3rd-series, changed since");
        await Assertions.Expect(page.Locator(".answer .large")).ToContainTextAsync("475,");

        // What was found is what typing goes on from, and the total stays where all is typed.
        await page.GetByRole(AriaRole.Button, new() { Name = "All typed" }).ClickAsync();
        await Assertions.Expect(page.Locator("#field-S")).ToHaveValueAsync("3505");
        await Assertions.Expect(page.Locator("#field-r")).ToHaveValueAsync("1.275");
        await Assertions.Expect(page.Locator(".answer")).ToContainTextAsync("Total for 89 rights");

        await page.Locator("#field-S").FillAsync("3,505");
        await page.Locator("#field-sigma").FillAsync("30");
        var rows = page.Locator("price-comparison tbody tr");
        foreach (var (number, next) in new[] { (1, "40"), (2, "50"), (3, "60") })
        {
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(rows).ToHaveCountAsync(number);
            await page.Keyboard.InsertTextAsync(next);
        }

        await Assertions.Expect(rows.Nth(0)).ToContainTextAsync("30 %");
        await Assertions.Expect(rows.Nth(2)).ToContainTextAsync("443,400 JPY");
        await Assertions.Expect(rows.Nth(2)).ToContainTextAsync("39,462,600 JPY");
        await Assertions.Expect(page.Locator("price-comparison thead th")).ToHaveTextAsync(["No.", "σ, volatility", "Amount per right", "Total", "Remove"]);
        var taken = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Save as CSV" }).ClickAsync());
        var lines = await File.ReadAllLinesAsync((await taken.PathAsync())!, Cancellation);
        Assert.StartsWith("Began with,Security code,\"S, share price\",\"X, exercise price\",\"T, expected remaining period\",\"σ, volatility (%)\"", lines[0].TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.StartsWith("\"IIJ 3rd-series, changed since\",37740,3505,3505,", lines[3], StringComparison.Ordinal);
        Assert.EndsWith(",200,iij-practice,89,443400,39462600,JPY", lines[3], StringComparison.Ordinal);
        await visit.CheckAsync("the comparison");

        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#field-sigma")).ToHaveValueAsync("60");
        await Assertions.Expect(page.Locator(".answer .large")).ToBeVisibleAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(3);
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove 2" }).ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(2);
        Assert.DoesNotContain("3505", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Price_OfAnImplausibleVolatility_IsRefusedInPercentAndPassesWithAReasonBelow()
    {
        await using var visit = await host.OpenAsync("en", 1400, ColorScheme.Light, Cancellation);
        var page = visit.Page;
        await visit.GoAsync("price");
        await Assertions.Expect(page.Locator(".answer")).ToContainTextAsync("Security code, Allotment date");
        await Assertions.Expect(page.Locator("fieldset").First.Locator(".input")).ToHaveCountAsync(6);
        await visit.BeginWithSampleAsync();
        Assert.Equal(0, await page.Locator("#field-meant_reason").CountAsync());
        await page.Locator("input[name='from.sigma'][value=typed]").CheckAsync();

        await page.Locator("#field-sigma").FillAsync("0.3");

        await Assertions.Expect(page.Locator("#field-sigma-help .wrong")).ToHaveTextAsync("0.3 % looks wrong: it is below 5 %. If it is meant, say why here:");
        await page.Locator("#field-meant_reason").FillAsync("as the plan has it");
        await Assertions.Expect(page.Locator(".answer .large")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#field-meant_reason")).ToBeFocusedAsync();

        // Of what was typed in percent no fraction is shown.
        await page.Locator("#field-sigma").FillAsync("-5");
        await Assertions.Expect(page.Locator("#field-sigma-help .wrong")).ToContainTextAsync("σ, volatility −5 %: a volatility is finite and at least 0");
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "r −0.5 % points" })).ToHaveCountAsync(0);
        await page.Locator("#field-sigma").FillAsync("30");
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "r −0.5 % points" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Price_OfATypedSharePrice_KeepsTheDividendOfAYieldOnAnotherBasis()
    {
        await using var visit = await host.OpenAsync("en", 1400, ColorScheme.Light, Cancellation);
        var page = visit.Page;
        await visit.GoAsync("price");
        await visit.BeginWithSampleAsync();
        await page.RouteAsync("**/api/price", OnAnotherBasisAsync);
        await page.Locator("input[name='from.S'][value=typed]").CheckAsync();
        await Assertions.Expect(page.Locator(".answer .large")).ToBeVisibleAsync();

        var asked = await page.RunAndWaitForRequestAsync(
            () => page.Locator("#field-S").FillAsync("7010"),
            request => request.PostData?.Contains("\"S\":\"7010\"", StringComparison.Ordinal) == true);

        // D is 18.75/3, which over 7010 is 6.25/7010 in lowest terms.
        Assert.Equal("5/5608", JsonNode.Parse(asked.PostData!)!["q"]!.GetValue<string>());
        await Assertions.Expect(page.Locator(".answer .large")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("1e3", "指数表記です。すべての桁を記入してください")]
    [InlineData("-1", "0以上の値が必要です")]
    public async Task Price_OfAWrongField_SaysWhyInTheLanguageOfThePage(string typed, string reason)
    {
        await using var visit = await host.OpenAsync("ja", 1400, ColorScheme.Light, Cancellation);
        var page = visit.Page;
        await visit.GoAsync("price");
        await visit.BeginWithSampleAsync();

        await page.Locator("#field-exercise_price").FillAsync(typed);

        await Assertions.Expect(page.Locator("#field-exercise_price-help .wrong span:not([lang])").Last).ToHaveTextAsync(reason);
    }

    [Fact]
    public async Task Volatility_BegunWithAGrant_ShowsItsAmountWithEachChoice()
    {
        await using var visit = await host.OpenAsync("en", 1400, ColorScheme.Light, Cancellation);
        var page = visit.Page;
        await visit.GoAsync("volatility");
        await Assertions.Expect(page.Locator("select[name=begin] option")).Not.ToHaveCountAsync(1);

        await page.Locator("select[name=begin]").SelectOptionAsync(new SelectOptionValue { Label = "IIJ 3rd-series-at-the-money (3774)" });

        var others = page.Locator("volatility-alternatives");
        await Assertions.Expect(others.GetByRole(AriaRole.Row).Filter(new() { HasText = "monthly" })).ToContainTextAsync("442,600 JPY");
        await Assertions.Expect(others.GetByRole(AriaRole.Row).Filter(new() { HasText = "monthly" })).ToContainTextAsync("−33,000");
        await Assertions.Expect(others.GetByRole(AriaRole.Row).Filter(new() { HasText = "last 10 years" })).ToContainTextAsync("7.6 years: no earlier close");
        await Assertions.Expect(page.Locator("select[name=policy]")).ToHaveValueAsync("continuous");
        await visit.CheckAsync("the volatility of a grant");
    }

    // The yield that is found with a grant, as of a price of three times the S found.
    private static async Task OnAnotherBasisAsync(IRoute route)
    {
        var answer = await route.FetchAsync();
        var found = JsonNode.Parse(await answer.TextAsync())!;
        if (found["dividendYield"] is not null) found["dividendYield"] = "18.75/10515";
        await route.FulfillAsync(new() { Response = answer, Body = found.ToJsonString() });
    }
}
