using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Testing;

namespace Page.Tests;

/// <summary>Every panel in both languages: nothing is said in the console, nobody else is asked, axe finds nothing serious, nothing is cut.</summary>
/// <param name="host">The host and the browser.</param>
public sealed class PanelTests(PageHost host)
{
    private static readonly (string Name, string Address, string English, string Japanese)[] Panels =
    [
        ("dates", "", "Valuation of dates", "日次評価"),
        ("date", "dates/2013-07-11", "2013-07-11 (Thu)", "2013-07-11 (木)"),
        ("grants", "grants", "Grants", "新株予約権"),
        ("grant", "grants/IIJ/3rd-series", "3rd-series", "3rd-series"),
        ("value", "grants/IIJ/3rd-series/2013-07-11/1", "3rd-series", "3rd-series"),
        ("price", "price", "Price a right", "評価額の試算"),
        ("files", "files", "Files", "取込ファイル"),
        ("volatility", "volatility/3774?from=2005-12-02&to=2013-07-11", "Volatility", "株価変動性"),
        ("publications", "publications", "Publications", "公表"),
        ("rules", "rules", "Rules and settings", "算定ルール・設定"),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en", 1400, ColorScheme.Light)]
    [InlineData("ja", 1400, ColorScheme.Light)]
    [InlineData("ja", 360, ColorScheme.Dark)]
    public async Task Panel_OpenedByItsAddress_IsSoundAndCalm(string language, int width, ColorScheme scheme)
    {
        await using var visit = await host.OpenAsync(language, width, scheme, Cancellation);
        foreach (var (name, address, english, japanese) in Panels)
        {
            await visit.GoAsync(address);
            if (name == "price") await visit.BeginWithSampleAsync();

            await Assertions.Expect(visit.Page.Locator("main h1").First).ToContainTextAsync(language == "ja" ? japanese : english);
            await visit.CheckAsync(name);
            if (scheme != ColorScheme.Light) continue;

            await visit.PictureAsync($"page-{name}-{language}");
            await visit.PrintAsync($"page-{name}-{language}");
        }
    }

    [Fact]
    public async Task Address_OfAnUnknownPlace_IsNoPanel()
    {
        await using var visit = await host.OpenAsync("en", 1000, ColorScheme.Light, Cancellation);

        var answer = await visit.Page.GotoAsync("nowhere");

        Assert.Equal(404, answer!.Status);
    }

    [Fact]
    public async Task Price_WhereAnInputChanges_ShowsNoOldAmount()
    {
        await using var visit = await host.OpenAsync(Cancellation);
        var page = visit.Page;
        await visit.GoAsync("price");
        await visit.BeginWithSampleAsync();
        var large = page.Locator(".answer .large");
        await Assertions.Expect(large).ToContainTextAsync("647,000 JPY");

        await page.GetByLabel("X, exercise price").Or(page.Locator("#field-exercise_price")).First.FillAsync("3505");
        Assert.Equal(0, await large.CountAsync());
        await Assertions.Expect(large).ToContainTextAsync("475,");

        await page.Locator("#field-exercise_price").FillAsync("-1");
        await Assertions.Expect(page.Locator("#field-exercise_price-help .wrong")).ToContainTextAsync("must be at least 0");
        await Assertions.Expect(page.Locator("#field-exercise_price")).ToHaveAttributeAsync("aria-invalid", "true");
        Assert.Equal(0, await large.CountAsync());

        await page.Locator("#field-exercise_price").FillAsync("1");
        await page.Locator("input[name='from.sigma'][value=typed]").CheckAsync();
        await page.Locator("#field-sigma").FillAsync("40");
        await Assertions.Expect(large).ToContainTextAsync("647,000 JPY");
        await page.Context.SetOfflineAsync(true);
        await page.Locator("#field-sigma").FillAsync("41");
        await Assertions.Expect(page.Locator(".answer .problem")).ToContainTextAsync("cannot be reached");
        Assert.Equal(0, await large.CountAsync());
    }

    [Fact]
    public async Task Price_WhereAGrantCannotBeRead_SaysSoAndKeepsTheAmount()
    {
        await using var visit = await host.OpenAsync(Cancellation);
        var page = visit.Page;
        await visit.GoAsync("price");
        await visit.BeginWithSampleAsync();
        await page.RouteAsync("**/api/grants/IIJ/**", route => route.AbortAsync());

        await page.Locator("select[name=begin]").SelectOptionAsync("");
        await page.Locator("select[name=begin]").SelectOptionAsync(new SelectOptionValue { Label = "IIJ 3rd-series" });

        await Assertions.Expect(page.Locator("form .problem")).ToContainTextAsync("cannot be reached");
        await Assertions.Expect(page.Locator(".answer .large")).ToContainTextAsync("647,000 JPY");
        await page.Locator("#field-exercise_price").FillAsync("3505");
        await Assertions.Expect(page.Locator("form .problem")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator(".answer .large")).ToContainTextAsync("475,");
    }

    [Fact]
    public async Task Paper_OfAPanel_LosesNoAmount()
    {
        await using var visit = await host.OpenAsync(Cancellation);
        await visit.Page.EmulateMediaAsync(new() { Media = Media.Print });

        foreach (var (address, shown) in new[] { ("dates/2013-07-11", "57,583,000"), ("grants/IIJ/3rd-series/2013-07-11/1", "647,000 JPY"), ("grants/IIJ/3rd-series", "647,000 JPY") })
        {
            await visit.GoAsync(address);

            await Assertions.Expect(visit.Page.GetByText(shown).First).ToBeVisibleAsync();
            await Assertions.Expect(visit.Page.Locator("main h1").First).ToBeVisibleAsync();
            await Assertions.Expect(visit.Page.GetByText("Source: http").First).ToBeVisibleAsync();
            await Assertions.Expect(visit.Page.Locator("header nav")).ToBeHiddenAsync();
        }

        // A heading of what is not printed is not printed either, and each sheet names at its head what it is of.
        await visit.GoAsync("dates/2013-07-11");
        await Assertions.Expect(visit.Page.GetByText("57,583,000")).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByText("Value this date again").First).ToBeHiddenAsync();
        Assert.Contains("2013-07-11", await visit.Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).getPropertyValue('--sheet')"), StringComparison.Ordinal);

        // What is folded is opened to be printed, with all of each hash.
        await visit.GoAsync("grants/IIJ/3rd-series/2013-07-11/1");
        var close = visit.Page.GetByRole(AriaRole.Rowheader, new() { Name = "2005-12-02" });
        await Assertions.Expect(visit.Page.Locator(".hash .rest").First).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "IIJ 3rd-series" })).ToBeVisibleAsync();
        await visit.Page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");
        await Assertions.Expect(close).ToBeVisibleAsync();
        await visit.Page.EvaluateAsync("dispatchEvent(new Event('afterprint'))");
        await Assertions.Expect(close).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Value_ItsSourcesAndRules_AreSavedUnderReadableNamesAndLedTo()
    {
        await using var visit = await host.OpenAsync(Cancellation);
        var page = visit.Page;
        await visit.GoAsync("grants/IIJ/3rd-series/2013-07-11/1");

        foreach (var (source, name) in new[] { ("Ministry of Finance", "jgbcm_all.csv"), ("pagination_key=500", "daily 37740 2005-01-01 2013-07-11 500.json") })
        {
            var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = source });
            var saved = await page.RunAndWaitForDownloadAsync(() => row.GetByRole(AriaRole.Button).ClickAsync());
            Assert.Equal(name, saved.SuggestedFilename);
        }

        await Assertions.Expect(page.GetByText("closes used, from 2005-12-02 to 2013-07-11")).ToHaveTextAsync("closes used, from 2005-12-02 to 2013-07-11");
        await Assertions.Expect(page.GetByText("The lines are flat, and no fault")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "iij-practice" }).First.ClickAsync();
        await Assertions.Expect(page.Locator("mark")).ToHaveTextAsync("iij-practice");
    }

    [Fact]
    public async Task File_AsItCame_IsSavedOfMarketDataAlone()
    {
        const string closes = "Date,Code,Close\n2024-06-14,4995,1000\n";
        const string grants = "issuer,grant_id,security_code,currency,allotment_date,exercise_start,exercise_end,exercise_price,shares_per_right,maximum_rights,allotted_rights,policy,expected_remaining_years\n"
            + "架空商事,第1回,4995,JPY,2024-06-14,2026-06-15,2034-06-14,-5,100,500,480,continuous,5\n";
        await using var visit = await host.OpenAsync(Cancellation);
        using var client = new HttpClient { BaseAddress = host.Address };

        await visit.GoAsync($"files/{await SentFile.TakeAsync(client, "all-closes.csv", closes, "", Cancellation)}");
        var saved = await visit.Page.RunAndWaitForDownloadAsync(() => AsItCame(visit).ClickAsync());
        Assert.Equal(closes, await File.ReadAllTextAsync((await saved.PathAsync())!, Cancellation));

        await visit.GoAsync($"files/{await SentFile.TakeAsync(client, "no-grants.csv", grants, "", Cancellation)}");
        await Assertions.Expect(visit.Page.Locator("main h1")).ToHaveTextAsync("no-grants.csv");
        await Assertions.Expect(AsItCame(visit)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task File_OfMarketDataByASenderOfOneIssuer_IsNotOfferedAsItCame()
    {
        await using var visit = await host.SignInAsync(Principals.Of("Ito", new(4, 0, 0, new byte[8]), "Preparer:Other"), Cancellation);
        await visit.GoAsync("files");
        await visit.Page.Locator("input[type=file]").SetInputFilesAsync(
            new FilePayload { Name = "closes.csv", MimeType = "text/csv", Buffer = "Date,Code,Close\n2024-06-14,4995,1000\n"u8.ToArray() });

        await visit.Page.Locator("file-history").GetByRole(AriaRole.Link, new() { Name = "closes.csv" }).ClickAsync(new() { Timeout = 60_000 });

        await Assertions.Expect(visit.Page.Locator("main h1")).ToHaveTextAsync("closes.csv");
        await Assertions.Expect(visit.Page.Locator("main .chip.bad").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(AsItCame(visit)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Steps_OnTheJapanesePage_AreInJapaneseAndElseMarkedAsEnglish()
    {
        await using var visit = await host.OpenAsync("ja", 1400, ColorScheme.Light, Cancellation);
        await visit.GoAsync("grants/IIJ/3rd-series/2013-07-11/1");

        await Assertions.Expect(visit.Page.GetByText("使用した終値（2005-12-02から2013-07-11まで）")).ToBeVisibleAsync();
        var steps = visit.Page.Locator("section[aria-labelledby=steps-title] td span:not([lang]):not(:has([lang]))");
        var words = await steps.AllInnerTextsAsync();
        Assert.DoesNotContain(words, text => Regex.IsMatch(text, "\\b(the|of|per|dividend)\\b"));
    }

    [Fact]
    public async Task Back_FromAGrant_IsWhereItsDateWasLeft()
    {
        await using var visit = await host.OpenAsync("en", 900, ColorScheme.Light, Cancellation);
        var page = visit.Page;
        await page.SetViewportSizeAsync(900, 300);
        await visit.GoAsync("dates/2013-07-11");
        var link = page.Locator("date-table tbody a").Last;
        await link.ScrollIntoViewIfNeededAsync();
        var left = await page.EvaluateAsync<int>("Math.round(scrollY)");

        await link.ClickAsync();
        await Assertions.Expect(page.Locator("main h1")).ToContainTextAsync("value of");
        await page.GoBackAsync();

        await page.WaitForFunctionAsync("left => Math.abs(scrollY - left) < 2", left);
        Assert.True(left > 100, $"{left}");
    }

    [Theory]
    [InlineData("2013-07-13", "The exchange does not trade on this day")]
    [InlineData("2099-07-13", "This date is still to come")]
    public async Task Date_ThatCannotBeValued_SaysWhyAndOffersNothing(string date, string why)
    {
        await using var visit = await host.OpenAsync(Cancellation);

        await visit.GoAsync($"dates/{date}");

        await Assertions.Expect(visit.Page.GetByText(why)).ToBeVisibleAsync();
        await Assertions.Expect(visit.Page.Locator("ask-form")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Issuer_ClickedInTheListOfAll_NarrowsItToItsGrants()
    {
        await using var visit = await host.OpenAsync(Cancellation);
        var page = visit.Page;
        // The sample holds one issuer: the list of all is given another one.
        await page.RouteAsync(new Regex(@"/api/grants\?limit=100$"), WithAnotherIssuerAsync);
        await visit.GoAsync("grants");
        var rows = page.Locator("grant-list tbody tr");
        await Assertions.Expect(rows.Filter(new() { HasText = "Zeta" })).ToHaveCountAsync(1);

        await page.RunAndWaitForResponseAsync(
            () => rows.GetByRole(AriaRole.Link, new() { Name = "IIJ", Exact = true }).First.ClickAsync(),
            response => response.Url.Contains("/api/grants?issuer=IIJ", StringComparison.Ordinal));

        await Assertions.Expect(rows.Filter(new() { HasText = "IIJ" })).Not.ToHaveCountAsync(0);
        await Assertions.Expect(rows.Filter(new() { HasText = "Zeta" })).ToHaveCountAsync(0);
    }

    /// <summary>A search looks at so many grants in one answer: where none of them fits, the next ones may.</summary>
    [Fact]
    public async Task Search_WithPagesThatHoldNoGrant_GoesOnToThoseThatDo()
    {
        await using var visit = await host.OpenAsync(Cancellation);
        var page = visit.Page;
        await page.RouteAsync(new Regex(@"/api/grants\?.*search=zeta"), WithEmptyPagesAsync);

        await visit.GoAsync("grants?search=zeta");

        var rows = page.Locator("grant-list tbody tr");
        await Assertions.Expect(rows).ToHaveCountAsync(1);
        var more = page.GetByRole(AriaRole.Button, new() { Name = "More grants" });
        await more.ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(2);
        await Assertions.Expect(more).ToHaveCountAsync(0);
    }

    // Of four pages the second and the last hold a grant.
    private static Task WithEmptyPagesAsync(IRoute route)
    {
        var after = Regex.Match(route.Request.Url, "after=(.)").Groups[1].Value;
        var next = after switch { "" => "1", "1" => "2", "2" => "3", _ => null };
        var grants = after is "1" or "3" ? new object[] { new { issuer = "Zeta", grantId = after } } : [];
        var body = JsonSerializer.Serialize(new { grants, next = next is null ? null : $"/api/grants?search=zeta&after={next}" });
        return route.FulfillAsync(new() { ContentType = "application/json", Body = body });
    }

    private static async Task WithAnotherIssuerAsync(IRoute route)
    {
        var answer = await route.FetchAsync();
        var list = JsonNode.Parse(await answer.TextAsync())!;
        var other = list["grants"]![0]!.DeepClone();
        other["issuer"] = "Zeta";
        list["grants"]!.AsArray().Add(other);
        await route.FulfillAsync(new() { Response = answer, Body = list.ToJsonString() });
    }

    private static ILocator AsItCame(Visit visit) => visit.Page.GetByRole(AriaRole.Button, new() { Name = "Save the file as it came" });
}
