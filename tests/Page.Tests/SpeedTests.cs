using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Testing;

namespace Page.Tests;

/// <summary>
/// How fast the page is in a browser with as many grants as the variable PAGE_GRANTS says, on a host of its own: from asking for
/// an address until all of it is shown, and from a click until the table shows what was asked. First of the host that valued the
/// date and in a browser that has nothing yet, then of one that just began on what is stored. No other test runs meanwhile.
/// </summary>
[CollectionDefinition(nameof(SpeedTests), DisableParallelization = true)]
[Collection(nameof(SpeedTests))]
public sealed class SpeedTests
{
    private const string Date = "dates/2013-07-11";
    private const int RowsOfAFile = 10_000;
    private const int UsableWith = 10_000;
    private const double UsableWithin = 1000;
    private const double TableFirstWithin = 1500;
    private const double TableWarmWithin = 300;

    private const string Columns =
        "issuer,grant_id,security_code,currency,allotment_date,window_from,exercise_start,exercise_end,exercise_price,shares_per_right,maximum_rights,allotted_rights,policy,expected_remaining_years\n";

    /// <summary>Notes in the page itself when it is first whole: what is waited for is there, and nothing is loading.</summary>
    private const string NoteWhole =
        """
        (() => {
          const look = () => {
            const at = sessionStorage.getItem('waitedFor');
            if (at && document.querySelector(at) && !document.querySelector('main .loading')) window.wholeAt = performance.now();
            else requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        })()
        """;

    /// <summary>Does something, and says how many milliseconds later the table shows other rows.</summary>
    private const string UntilOtherRows =
        """
        ([selector, text, typed]) => new Promise(done => {
          const rows = () => document.querySelector('main date-table tbody')?.textContent;
          const before = rows();
          const there = [...document.querySelectorAll(selector)].find(element => element.textContent.includes(text));
          const begun = performance.now();
          const look = () => rows() && rows() !== before ? done(performance.now() - begun) : requestAnimationFrame(look);
          if (typed) {
            there.value = typed;
            there.dispatchEvent(new Event('input', { bubbles: true }));
            there.dispatchEvent(new Event('change', { bubbles: true }));
          } else there.click();
          look();
        })
        """;

    private static readonly (string Address, string Shown)[] Places =
    [
        (Date, "main date-table tbody tr"),
        ("", "main table"),
        ("grants", "main tbody tr"),
        ("grants/Company 7/g7", "main .amounts .large"),
        ("grants/Company 7/g7/2013-07-11/1", "main .amounts .large"),
        ("publications", "main h1"),
    ];

    private static readonly (string Name, string Selector, string Text, string? Typed)[] Acts =
    [
        ("sort", "main date-table th button", "Amount per right", null),
        ("next page", "main date-table nav.pager button:last-child", "", null),
        ("search", "input[name=search]", "", "g99"),
        ("filter", "input[name=issuer]", "", "Company 7"),
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_WithManyGrants_IsUsableInTime()
    {
        var asked = Environment.GetEnvironmentVariable("PAGE_GRANTS");
        Assert.SkipWhen(asked is null, "PAGE_GRANTS says with how many grants the page is measured.");
        var grants = int.Parse(asked!, CultureInfo.InvariantCulture);
        await using var host = new PageHost();
        await using (await host.OpenAsync(Cancellation)) await ValueAsync(host.Address, grants);

        // With more grants than that the page is wanted as fast as their table.
        var (first, warm) = grants <= UsableWith ? (UsableWithin, UsableWithin) : (TableFirstWithin, TableWarmWithin);
        var late = new List<string>();
        await VisitAsync(host, "valued ", Places[0], first, warm, late);
        await host.RestartAsync(Cancellation);
        foreach (var place in Places) await VisitAsync(host, "", place, first, warm, late);

        foreach (var time in (string[])["first", "warm"])
        {
            await using var visit = await host.OpenAsync(Cancellation);
            await visit.GoAsync(Date);
            await Assertions.Expect(visit.Page.Locator("main date-table tbody tr")).ToHaveCountAsync(100);
            foreach (var (name, selector, text, typed) in Acts)
                Note($"{name} {time}", await visit.Page.EvaluateAsync<double>(UntilOtherRows, new[] { selector, text, typed }), time == "first" ? TableFirstWithin : TableWarmWithin, late);
        }

        Assert.Empty(late);
    }

    private static async Task VisitAsync(PageHost host, string name, (string Address, string Shown) place, double first, double warm, List<string> late)
    {
        await using var visit = await host.OpenAsync(Cancellation);
        await visit.Page.AddInitScriptAsync(NoteWhole);
        await visit.Page.AddInitScriptAsync($"sessionStorage.setItem('waitedFor', '{place.Shown}')");
        Note($"{name}{place.Address} first", await WholeAsync(visit.Page, place.Address), first, late);
        Note($"{name}{place.Address} warm", await WholeAsync(visit.Page, place.Address), warm, late);
    }

    private static async Task<double> WholeAsync(IPage page, string address)
    {
        await page.GotoAsync(address);
        return await page.EvaluateAsync<double>("() => new Promise(done => { const look = () => window.wholeAt ? done(window.wholeAt) : requestAnimationFrame(look); look(); })");
    }

    private static void Note(string name, double milliseconds, double most, List<string> late)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{name}: {milliseconds:0} ms");
        TestContext.Current.TestOutputHelper!.WriteLine(line);
        if (milliseconds > most) late.Add(line);
    }

    /// <summary>Takes so many grants in, and values the date of the sample again.</summary>
    private static async Task ValueAsync(Uri address, int grants)
    {
        using var client = new HttpClient { BaseAddress = address };
        foreach (var rows in Enumerable.Range(0, grants).Chunk(RowsOfAFile))
        {
            var text = new StringBuilder(Columns);
            foreach (var row in rows)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"Company {row % 50},g{row},3774,JPY,2013-07-11,2005-12-02,2013-07-12,2043-07-11,{1 + (row % 3500)},200,135,135,iij-practice,midpoint\n");
            }

            using var content = new StringContent(text.ToString(), Encoding.UTF8, "text/csv");
            var sent = await JsonAsync(await client.PostAsync(new Uri($"/api/files?name={rows[0]}.csv", UriKind.Relative), content, Cancellation));
            await EndedAsync("the file is taken in", async () => (await GetAsync(client, $"/api/files/{sent["id"]}"))["report"] is not null);
        }

        var run = await JsonAsync(await client.PostAsJsonAsync(
            new Uri("/api/runs", UriKind.Relative), new Dictionary<string, string> { ["date"] = "2013-07-11", ["reason"] = "many grants", ["askedBy"] = "tests" }, Cancellation));
        await EndedAsync("the date is valued", async () => $"{(await GetAsync(client, $"/api/runs/2013-07-11/{run["version"]}"))["status"]}" == "Completed");
    }

    private static Task EndedAsync(string what, Func<Task<bool>> isEnded) => Eventually.TrueAsync(what, isEnded, Cancellation, TimeSpan.FromMinutes(20));

    private static async Task<JsonNode> GetAsync(HttpClient client, string path) => await JsonAsync(await client.GetAsync(new Uri(path, UriKind.Relative), Cancellation));

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage answer)
    {
        using (answer) return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;
    }
}
