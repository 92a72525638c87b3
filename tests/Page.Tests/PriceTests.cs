using System.Globalization;
using System.Net.Http.Json;
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
        await using var visit = await host.OpenAsync(Cancellation);
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
        await using var visit = await host.OpenAsync(Cancellation);
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
        await using var visit = await host.OpenAsync(Cancellation);
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

    [Fact]
    public async Task Price_OfARateInAnyForm_IsOfAHundredthOfWhatIsTyped()
    {
        await using var visit = await host.OpenAsync(Cancellation);
        var page = visit.Page;
        await visit.GoAsync("price");
        await visit.BeginWithSampleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "All typed" }).ClickAsync();
        var amount = page.Locator(".answer .large");
        await Assertions.Expect(amount).ToBeVisibleAsync();

        // The first row is of the rate that was found, so that the rate stands in each of the others.
        var rate = page.Locator("#field-r");
        var rows = page.Locator("price-comparison tbody tr");
        await rate.PressAsync("Enter");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        var count = 1;
        foreach (var (typed, sent, shown) in new[]
        {
            (".1", "0.001", "0.1 %"), ("0.1", "0.001", "0.1 %"), ("+0.1", "0.001", "0.1 %"), ("−0.05", "-0.0005", "−0.05 %"), ("1.", "0.01", "1 %"),
        })
        {
            var asked = await page.RunAndWaitForRequestAsync(
                () => rate.FillAsync(typed), request => request.Url.EndsWith("/api/price", StringComparison.Ordinal));
            Assert.Equal((typed, sent), (typed, JsonNode.Parse(asked.PostData!)!["r"]!.GetValue<string>()));
            await Assertions.Expect(amount).ToBeVisibleAsync();
            await rate.PressAsync("Enter");
            await Assertions.Expect(rows).ToHaveCountAsync(++count);
            await Assertions.Expect(rows.Last.GetByRole(AriaRole.Cell, new() { Name = shown, Exact = true })).ToBeVisibleAsync();
        }
    }

    [Theory]
    [InlineData("exclude", "2006-01-04..2009-12-30")]
    [InlineData("grant_date", "2013-07-10")]
    public async Task Price_BegunWithAStoredGrant_IsThatOfAllItsTerms(string column, string stated)
    {
        const string address = "api/grants/IIJ/3rd-series-at-the-money";
        await using var visit = await host.OpenAsync(Cancellation);
        using var client = new HttpClient { BaseAddress = host.Address };
        var page = visit.Page;
        var grant = (await client.GetFromJsonAsync<JsonNode>(address, Cancellation))!;
        var terms = grant["terms"]!.AsObject();
        // ASBJ Statement No. 8 knows no grant date of its own, and a window ends with the date that is valued.
        terms["accounting_standard"] = "ifrs2";
        terms.Remove("window_to");
        terms[column] = stated;
        using var answer = await client.PostAsJsonAsync("api/price", new JsonObject { ["grant"] = terms.DeepClone() }, Cancellation);
        var value = (await answer.Content.ReadFromJsonAsync<JsonNode>(Cancellation))!;
        var amount = decimal.Parse($"{value["amountPerRight"]}", CultureInfo.InvariantCulture);
        Assert.NotEqual(475_600m, amount);
        await page.RouteAsync($"**/{address}", route => route.FulfillAsync(new() { ContentType = "application/json", Body = grant.ToJsonString() }));
        await visit.GoAsync("price");
        await Assertions.Expect(page.Locator("select[name=begin] option")).Not.ToHaveCountAsync(1);

        await page.Locator("select[name=begin]").SelectOptionAsync(new SelectOptionValue { Label = "IIJ 3rd-series-at-the-money" });

        await Assertions.Expect(page.Locator(".answer .large")).ToContainTextAsync(string.Create(CultureInfo.InvariantCulture, $"{amount:#,0} JPY"));
        await Assertions.Expect(page.Locator(".answer .marks")).ToContainTextAsync("grant date");
        await Assertions.Expect(page.Locator($"#field-{column}")).ToHaveValueAsync(stated);
        await Assertions.Expect(page.Locator("select[name=begin] option:checked")).ToHaveTextAsync("IIJ 3rd-series-at-the-money");
    }

    [Fact]
    public async Task GrantFile_OfARateThatTheGrantStates_KeepsItsSourceUntilAnotherRateIsTyped()
    {
        await using var visit = await host.OpenAsync(Cancellation);
        var page = visit.Page;
        await page.RouteAsync("**/api/grants/IIJ/3rd-series", WithARateAsync);
        await visit.GoAsync("price");
        await visit.BeginWithSampleAsync();
        Assert.Contains(",0.0125,yields of the plan", await RowAsync(), StringComparison.Ordinal);

        await page.Locator("#field-r").FillAsync("1.5");
        Assert.Contains(",0.015,typed on the page", await RowAsync(), StringComparison.Ordinal);

        async Task<string> RowAsync()
        {
            var saved = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Save as a grant file" }).ClickAsync());
            return (await File.ReadAllLinesAsync((await saved.PathAsync())!, Cancellation))[1];
        }
    }

    [Fact]
    public async Task Price_OfATypedVolatility_IsNeverFinal()
    {
        await using var visit = await host.OpenAsync(Cancellation);
        var page = visit.Page;
        await visit.GoAsync("price");
        await visit.BeginWithSampleAsync();
        var final = page.Locator(".answer .marks").GetByText("final", new() { Exact = true });
        await Assertions.Expect(final).ToBeVisibleAsync();

        await page.Locator("input[name='from.sigma'][value=typed]").CheckAsync();
        await page.Locator("#field-sigma").FillAsync("30");

        await Assertions.Expect(page.Locator(".answer")).ToContainTextAsync("Typed in their place: σ");
        await Assertions.Expect(page.Locator(".answer .large")).ToBeVisibleAsync();
        await Assertions.Expect(final).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".answer").GetByRole(AriaRole.Link, new() { Name = "When a value becomes final" })).ToHaveCountAsync(0);
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
        await using var visit = await host.OpenAsync(Cancellation);
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

    [Fact]
    public async Task Volatility_OfAValueWithExcludedPeriods_LeavesThemOutToo()
    {
        await using var visit = await host.OpenAsync(Cancellation);
        var page = visit.Page;
        await page.RouteAsync("**/api/evidence/*", ExcludingAsync);
        await visit.GoAsync("grants/IIJ/3rd-series/2013-07-11/1");

        await page.GetByRole(AriaRole.Link, new() { Name = "What other frequencies and windows of volatility would have given" }).ClickAsync();

        await Assertions.Expect(page.Locator("input[name=exclude]")).ToHaveValueAsync("2008-09-15..2008-11-28;2011-03-11..2011-03-31");
        var leftOut = page.Locator(".facts div").Filter(new() { HasText = "Returns left out" }).Locator("dd");
        await Assertions.Expect(leftOut).ToBeVisibleAsync();
        await Assertions.Expect(leftOut).Not.ToHaveTextAsync("0");
    }

    // The evidence of a value whose volatility leaves two periods out.
    private static async Task ExcludingAsync(IRoute route)
    {
        var answer = await route.FetchAsync();
        var evidence = JsonNode.Parse(await answer.TextAsync())!;
        evidence["volatility"]!["exclusions"] = new JsonArray(
            new JsonObject { ["from"] = "2008-09-15", ["to"] = "2008-11-28" }, new JsonObject { ["from"] = "2011-03-11", ["to"] = "2011-03-31" });
        await route.FulfillAsync(new() { Response = answer, Body = evidence.ToJsonString() });
    }

    // A grant that states its rate, and where it is from.
    private static async Task WithARateAsync(IRoute route)
    {
        var answer = await route.FetchAsync();
        var grant = JsonNode.Parse(await answer.TextAsync())!;
        grant["terms"]!["risk_free_rate"] = "0.0125";
        grant["terms"]!["rate_source"] = "yields of the plan";
        await route.FulfillAsync(new() { Response = answer, Body = grant.ToJsonString() });
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
