using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Testing;

namespace Page.Tests;

/// <summary>
/// No form is offered that would only be refused: of whoever did not sign in, or may do something for some issuers alone, and of what can never be
/// published or opened again; it is said why, and where that is explained.
/// </summary>
/// <param name="host">The host and the browser.</param>
public sealed class MayTests(PageHost host)
{
    private const string Columns =
        "issuer,grant_id,security_code,currency,allotment_date,exercise_start,exercise_end,exercise_price,shares_per_right,maximum_rights,allotted_rights,policy,expected_remaining_years\n";

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

    [Theory]
    [InlineData("Reader", 1)]
    [InlineData("Reader:IIJ", 0)]
    public async Task Calendar_OfSomeIssuersAlone_SaysNothingOfValuationsOfAll(string role, int shown)
    {
        await using var visit = await host.SignInAsync(Principals.Of("Endo", new(5, 0, 0, new byte[8]), role), Cancellation);
        var page = visit.Page;

        await visit.GoAsync("");

        await Assertions.Expect(page.Locator("ask-form")).ToContainTextAsync("This takes the role of preparer");
        await Assertions.Expect(page.GetByText("Oldest provisional date")).ToHaveCountAsync(shown);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Dates that stay open" })).ToHaveCountAsync(shown);
    }

    [Theory]
    [InlineData("Umi", "All of yours: Umi, Zeta", "Preparer:Umi", "Preparer:Zeta")]
    [InlineData("Sora", "Sora", "Preparer:Sora")]
    public async Task Valuation_ByAPreparerOfSomeIssuers_IsOfThoseThatGrantsAreStoredOf(string issuer, string placeholder, params string[] roles)
    {
        await using var visit = await host.SignInAsync(Principals.Of("Ueda", new(6, 0, 0, new byte[8]), roles), Cancellation);
        var page = visit.Page;
        await visit.GoAsync("files");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "grants.csv", MimeType = "text/csv", Buffer = GrantOf(issuer) });
        var value = page.Locator("value-again").GetByRole(AriaRole.Button, new() { Name = "Value 2024-06-19" });
        await Assertions.Expect(value).ToBeVisibleAsync(new() { Timeout = 60_000 });

        await AskedForItsGrantsAsync(value);
        await Assertions.Expect(page.Locator("main h1")).ToContainTextAsync("2024-06-19");

        // The form of the calendar names all that they may prepare, and asks for the same; of a range it does once that is confirmed.
        await visit.GoAsync("");
        var form = page.Locator("ask-form");
        await Assertions.Expect(form.GetByPlaceholder(placeholder, new() { Exact = true })).ToBeVisibleAsync();
        await form.GetByLabel("First date").FillAsync("2024-06-20");
        await form.GetByLabel("Reason").FillAsync("a try");
        await AskedForItsGrantsAsync(form.GetByRole(AriaRole.Button, new() { Name = "Value", Exact = true }));
        await Assertions.Expect(page.Locator("main h1")).ToContainTextAsync("2024-06-20");
        await visit.GoAsync("");
        await form.GetByLabel("First date").FillAsync("2024-06-20");
        await form.GetByLabel("Last date").FillAsync("2024-06-21");
        await form.GetByLabel("Reason").FillAsync("another try");
        await form.GetByRole(AriaRole.Button, new() { Name = "Value", Exact = true }).ClickAsync();
        await Assertions.Expect(form).ToContainTextAsync("Business dates: 2; grants outstanding on 2024-06-21: 1;");
        await AskedForItsGrantsAsync(form.GetByRole(AriaRole.Button, new() { Name = "Value these 2 dates" }));

        async Task AskedForItsGrantsAsync(ILocator button)
        {
            var answer = await page.RunAndWaitForResponseAsync(
                () => button.ClickAsync(),
                response => response.Request.Method == "POST" && response.Url.EndsWith("/api/runs", StringComparison.Ordinal));
            Assert.Equal(202, answer.Status);
            Assert.Contains($"\"issuers\":[\"{issuer}\"]", answer.Request.PostData!, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Final", "GrantDate", false, true)]
    [InlineData("Provisional", "GrantDate", false, false)]
    [InlineData("Final", "Indicative", false, false)]
    [InlineData("Final", "GrantDate", true, false)]
    public async Task Propose_AValueThatIsNeverPublished_IsNotOffered(string status, string kind, bool isSuperseded, bool isOffered)
    {
        await using var visit = await host.OpenAsync(Cancellation);
        var page = visit.Page;
        await SignInAsync(page);
        await page.RouteAsync(new Regex("/values/2013-07-11$"), async route =>
        {
            var answer = await route.FetchAsync();
            var value = JsonNode.Parse(await answer.TextAsync())!.AsArray().Single(one => one!["version"]!.GetValue<int>() == 1)!;
            value["status"] = status;
            value["kind"] = kind;
            var newer = value.DeepClone();
            newer["version"] = 2;
            var values = isSuperseded ? $"[{newer.ToJsonString()},{value.ToJsonString()}]" : $"[{value.ToJsonString()}]";
            await route.FulfillAsync(new() { Response = answer, Body = values });
        });

        await visit.GoAsync("grants/IIJ/3rd-series/2013-07-11/1");

        var form = page.Locator("propose-form");
        await Assertions.Expect(form.GetByText(isOffered ? "Propose for publication" : "Only the newest version")).ToBeVisibleAsync();
        await Assertions.Expect(form.Locator("details")).ToHaveCountAsync(isOffered ? 1 : 0);
    }

    /// <summary>The last closed period of an issuer is opened first, and by another person than the one who asked for it.</summary>
    [Fact]
    public async Task Closing_ThatThisPersonCannotOpen_IsNotOffered()
    {
        await using var visit = await host.OpenAsync(Cancellation);
        var page = visit.Page;
        await SignInAsync(page);
        await AnswerAsync(page, @"/api/closings\?", $"[{Closing("Eta", "3")},{Closing("IIJ", "1")},{Closing("IIJ", "4", AskedBy("Kato"))},{Closing("Zeta", "2", AskedBy("Sato"))}]");

        await visit.GoAsync("publications");

        var list = page.Locator("closing-list");
        await Assertions.Expect(list.GetByRole(AriaRole.Button, new() { NameRegex = new("Open again|Confirm opening") })).ToHaveTextAsync(["Open again", "Confirm opening"]);
        await Assertions.Expect(list.GetByRole(AriaRole.Row).Filter(new() { HasText = "IIJ 4" })).ToContainTextAsync("You asked for it: another person confirms.");
    }

    [Fact]
    public async Task Difference_FromALaterValueThatIsNotFinal_IsNotOfferedToBeKept()
    {
        await using var visit = await host.OpenAsync(Cancellation);
        var page = visit.Page;
        await SignInAsync(page);
        await AnswerAsync(page, @"/api/differences\?", $"[{Difference("third", "Final")},{Difference("fourth", "Provisional")}]");

        await visit.GoAsync("publications");

        var rows = page.Locator("difference-list").GetByRole(AriaRole.Row);
        await Assertions.Expect(rows.Filter(new() { HasText = "third" }).GetByRole(AriaRole.Button)).ToHaveCountAsync(1);
        await Assertions.Expect(rows.Filter(new() { HasText = "fourth" }).GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
    }

    private static byte[] GrantOf(string issuer) =>
        Encoding.UTF8.GetBytes($"{Columns}{issuer},first,4994,JPY,2024-06-19,2026-06-20,2034-06-19,2000,100,500,480,continuous,5\n");

    // On the host with the sample nobody can: the page is told otherwise.
    private static Task<IAsyncDisposable> SignInAsync(IPage page) => AnswerAsync(
        page, "/api/me$", """{"name":"Kato","identity":"entra:Kato","isVerified":true,"roles":["Preparer","Approver"],"hasSignIn":true}""");

    private static Task<IAsyncDisposable> AnswerAsync(IPage page, string address, string answer) =>
        page.RouteAsync(new Regex(address), route => route.FulfillAsync(new() { ContentType = "application/json", Body = answer }));

    private static string Closing(string issuer, string number, string reopening = "") =>
        $$"""{"issuer":"{{issuer}}","number":{{number}},"through":"2024-03-31","reason":"year end","closedBy":{"name":"Abe"},"closedAt":"2024-04-02T03:00:00Z"{{reopening}}}""";

    private static string AskedBy(string name) =>
        $$""","reopeningReason":"a wrong figure","reopeningAskedBy":{"name":"{{name}}","identity":"entra:{{name}}"}""";

    private static string Difference(string grant, string status) =>
        $$"""{"issuer":"IIJ","number":1,"grantId":"{{grant}}","measurementDate":"2013-07-11","laterVersion":2,"laterStatus":"{{status}}","laterHash":"0","published":{},"later":{},"changed":[],"status":"Open"}""";
}
