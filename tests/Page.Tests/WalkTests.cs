using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Pricing.Proof.Folders;
using Testing;

namespace Page.Tests;

/// <summary>What a finance team does from beginning to end, by clicks alone and by the keyboard alone.</summary>
/// <param name="host">The host and the browser.</param>
public sealed class WalkTests(PageHost host) : IDisposable
{
    private const string Grant =
        "発行会社,新株予約権番号,証券コード,通貨,割当日,行使期間開始日,行使期間終了日,行使価額,付与株式数,新株予約権の総数,割当個数,算定ルール,予想残存期間\n"
        + "架空商事,第1回,4999,JPY,2024/6/14,2026/6/15,2034/6/14,2000,100,500,480,continuous,5\n";

    private const string Wrong =
        "発行会社,新株予約権番号,証券コード,通貨,割当日,行使期間開始日,行使期間終了日,行使価額,付与株式数,新株予約権の総数,割当個数,算定ルール,予想残存期間\n"
        + "架空商事,第9回,4999,JPY,2024/6/14,2026/6/15,2034/6/14,-5,100,500,480,continuous,5\n"
        + "架空商事,第10回,4999,JPY,2024/6/14,2026/6/15,2034/6/14,-5,100,500,480,continuous,5\n"
        + "架空商事,第11回,4999,JPY,2024/6/14,2026/6/15,2034/6/14,-5,100,500,480,continuous,5\n";

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    /// <summary>The walk of docs/first-grant.md on the page, where nothing is stored yet: four files, one date, one final amount with its papers.</summary>
    [Fact]
    public async Task Walk_FromAnEmptyFolder_EndsWithAFinalAmountByClicksAlone()
    {
        await using var visit = await host.OpenEmptyAsync(Cancellation);
        var page = visit.Page;
        // The month of the grant's allotment; no date is valued before somebody asks for it.
        await visit.GoAsync("dates/2024-06");
        await Assertions.Expect(page.GetByText("No date of this month is valued")).ToBeVisibleAsync();
        await visit.CheckAsync("where nothing is stored");

        await page.GetByRole(AriaRole.Link, new() { Name = "Files", Exact = true }).First.ClickAsync();
        await visit.SettledAsync();
        await page.Locator("input[type=file]").SetInputFilesAsync(
        [
            folder.Write("grants.csv", Grant), folder.Write("4999.csv", FirstGrant.Closes()), folder.Write("dividends.csv", FirstGrant.Dividends),
            folder.Write("curve.csv", FirstGrant.Curve), folder.Write("wrong.csv", Wrong),
        ]);
        await Assertions.Expect(page.Locator(".sent .chip.good")).ToHaveCountAsync(4, new() { Timeout = 60_000 });
        await Assertions.Expect(page.Locator(".sent .chip.bad")).ToHaveCountAsync(1);

        var wrong = page.Locator(".sent").Filter(new() { HasText = "wrong.csv" });
        await Assertions.Expect(wrong).ToContainTextAsync("Nothing of this file was taken.");
        await Assertions.Expect(wrong.GetByRole(AriaRole.Row).Last).ToContainTextAsync("4Exercise price-5A field is wrong must be at least 0");
        await Assertions.Expect(wrong).Not.ToContainTextAsync("The first 3 are shown.");
        await Assertions.Expect(page.Locator(".sent").Filter(new() { HasText = "grants.csv" }).GetByRole(AriaRole.Button, new() { Name = "Value 2024-06-14" })).ToBeEnabledAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "wrong.csv" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = "Exercise price" }).First).ToBeVisibleAsync();
        var refused = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Save refused rows to correct" }).ClickAsync());
        Assert.Equal("wrong-rejects.csv", refused.SuggestedFilename);

        await page.GetByRole(AriaRole.Link, new() { Name = "Dates", Exact = true }).ClickAsync();
        await visit.SettledAsync();
        await page.GetByLabel("First date").FillAsync("2024-06-14");
        await page.GetByLabel("Reason").FillAsync("first valuation");
        await page.GetByLabel("Asked by").FillAsync("finance");
        await page.GetByRole(AriaRole.Button, new() { Name = "Value", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "2024-06-14 (Fri)" })).ToBeVisibleAsync();
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "架空商事" });
        await Assertions.Expect(row).ToContainTextAsync("18,200", new() { Timeout = 120_000 });
        await Assertions.Expect(row).ToContainTextAsync("final");
        await Assertions.Expect(row).ToContainTextAsync("not published");

        await page.GetByRole(AriaRole.Link, new() { Name = "第1回" }).ClickAsync();
        await Assertions.Expect(page.Locator(".amounts .large")).ToContainTextAsync("18,200 JPY");
        await Assertions.Expect(page.GetByText("were computed again")).ToBeVisibleAsync();
        await visit.CheckAsync("the value");
        var report = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Report" }).ClickAsync());
        Assert.Equal("架空商事 第1回 2024-06-14 v1 report.html", report.SuggestedFilename);
        Assert.Contains("18,200", await File.ReadAllTextAsync((await report.PathAsync())!, Cancellation), StringComparison.Ordinal);

        // What an auditor takes along, whose address bears no key.
        var taken = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Package for the auditor (all of 架空商事)" }).ClickAsync());
        Assert.StartsWith("架空商事 package ", taken.SuggestedFilename, StringComparison.Ordinal);
        await using var package = await ZipFile.OpenReadAsync((await taken.PathAsync())!, Cancellation);
        Assert.Equal(FolderManifest.FileName, package.Entries[0].FullName);
        Assert.Contains(package.Entries, entry => entry.FullName == "README.txt");
        Assert.Contains(package.Entries, entry => entry.FullName == "papers/架空商事 第1回 2024-06-14 v1 ja.xlsx");
        await Assertions.Expect(page.Locator(".problem")).ToHaveCountAsync(0);

        await AmendAsync(visit);
        await CorrectAsync(visit);
        await RangeAsync(visit);
        await StopAsync(visit);
        await ReplacedWalk.YieldsAsync(visit, folder.Write("yields.csv", "基準日,1年,2年,5年,10年\n2024/6/14,0.10,0.31,0.57,0.94\n"));
    }

    /// <summary>From the grant's page: its terms as a file, changed and sent; the amount says that it is of older terms until the date is valued again.</summary>
    private async Task AmendAsync(Visit visit)
    {
        var page = visit.Page;
        await page.Locator(".path").GetByRole(AriaRole.Link, new() { Name = "第1回" }).ClickAsync();
        var terms = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Download these terms as a file to amend" }).ClickAsync());
        Assert.Equal("架空商事 第1回 amends version 1.csv", terms.SuggestedFilename);
        var stored = await File.ReadAllTextAsync((await terms.PathAsync())!, Cancellation);
        var amended = folder.Write("amended.csv", stored.Replace(",2000,", ",2100,", StringComparison.Ordinal).Replace(",1,,", ",1,typing error in the minutes,", StringComparison.Ordinal));
        await page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Files", Exact = true }).ClickAsync();
        await visit.SettledAsync();
        await page.Locator("input[type=file]").SetInputFilesAsync(amended);
        // What was sent before stands below it, until it is taken off the list.
        await Assertions.Expect(page.Locator(".sent .chip.good")).ToHaveCountAsync(5, new() { Timeout = 60_000 });
        await Assertions.Expect(page.Locator(".sent").First.Locator("value-again").GetByLabel("Reason")).ToHaveValueAsync("taken in: amended.csv");
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear this list" }).ClickAsync();
        await Assertions.Expect(page.Locator(".sent")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Link, new() { Name = "Grants", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "第1回" })).ToContainTextAsync("older terms");
        await page.GetByRole(AriaRole.Link, new() { Name = "第1回" }).ClickAsync();
        var older = page.Locator(".older-terms");
        await Assertions.Expect(older).ToContainTextAsync("rests on version 1 of the terms; version 2 stands since");
        await Assertions.Expect(older).ToContainTextAsync("Exercise price: 2,000 → 2,100");
        await older.GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Reason" })).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Reason" }).FillAsync("terms corrected");
        await page.GetByLabel("Asked by").FillAsync("Suzuki");
        await page.GetByRole(AriaRole.Button, new() { Name = "Value again" }).ClickAsync();
        await Assertions.Expect(page.Locator("date-table tbody tr").Filter(new() { HasText = "架空商事" })).ToContainTextAsync("16,600", new() { Timeout = 120_000 });
        await page.Locator("date-table").GetByRole(AriaRole.Link, new() { Name = "第1回" }).ClickAsync();
        var version = page.Locator("value-versions tbody tr").First;
        await Assertions.Expect(version).ToContainTextAsync("terms corrected");
        await Assertions.Expect(version).ToContainTextAsync("Suzuki");
        await Assertions.Expect(version).ToContainTextAsync("X, exercise price: 2,000 → 2,100");
        await Assertions.Expect(page.Locator(".amounts")).ToContainTextAsync("version 2 typing error in the minutes");
        await Assertions.Expect(older).ToHaveCountAsync(0);

        // What is superseded is of older terms, and nothing is to be done about it.
        await page.Locator("value-versions").GetByRole(AriaRole.Link, new() { Name = "1", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("superseded by version 2")).ToBeVisibleAsync();
        await Assertions.Expect(older).ToHaveCountAsync(0);
    }

    /// <summary>A close is corrected: refused with its reason, replaced with one, and the value that used it made anew, with what changed.</summary>
    private async Task CorrectAsync(Visit visit)
    {
        var page = visit.Page;
        var close = int.Parse(FirstGrant.Closes().Split("2024/6/7,")[1].Split('\r')[0], CultureInfo.InvariantCulture);
        await page.GetByRole(AriaRole.Link, new() { Name = "Files", Exact = true }).First.ClickAsync();
        await visit.SettledAsync();
        await page.Locator("file-kinds summary").ClickAsync();
        var template = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Save a template closes" }).ClickAsync());
        Assert.Equal("\uFEFFDate,Code,Close\r\n2024-06-14,4999,2351\r\n", Encoding.UTF8.GetString(await File.ReadAllBytesAsync((await template.PathAsync())!, Cancellation)));

        await page.Locator("input[type=file]").SetInputFilesAsync(folder.Write("closes.csv", $"日付,終値\n2024/6/7,{close + 10}\n"));
        await Assertions.Expect(page.Locator(".sent").First).ToContainTextAsync("or type the code under “Kind, share, replacing what is stored”", new() { Timeout = 60_000 });

        await page.Locator("input[type=file]").SetInputFilesAsync(folder.Write("4999.csv", $"日付,終値\n2024/6/7,{close + 10}\n"));
        var card = page.Locator(".sent").First;
        await Assertions.Expect(card).ToContainTextAsync($"{close} is stored for 4999 on 2024-06-07 and stays", new() { Timeout = 60_000 });
        await Assertions.Expect(card).ToContainTextAsync("not taken");
        await visit.CheckAsync("the file that contradicts");
        await card.GetByLabel("Why the stored figures are wrong").FillAsync("typing error");
        await card.GetByLabel("Sent by").FillAsync("finance");
        await card.GetByRole(AriaRole.Button, new() { Name = "Replace what is stored with this file" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "2024-06-07" }).First).ToContainTextAsync($"{close:N0}{close + 10:N0}", new() { Timeout = 60_000 });
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new() { HasText = "架空商事 第1回" }).First).ToContainTextAsync("2024-06-14216,600");
        // What became of it stands in the place of the refusal.
        await Assertions.Expect(page.Locator(".sent")).ToHaveCountAsync(2);
        await Assertions.Expect(card).Not.ToContainTextAsync("and stays");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Replace what is stored with this file" })).ToHaveCountAsync(0);
        await visit.CheckAsync("the file that replaces");
        await ReplacedWalk.SinceAsync(visit, $"{close:N0}", $"{close + 10:N0}");

        await card.GetByLabel("Asked by").FillAsync("finance");
        await page.GetByRole(AriaRole.Button, new() { Name = "Value 2024-06-14 again" }).ClickAsync();
        var changes = page.Locator("run-changes");
        await Assertions.Expect(changes).ToContainTextAsync("What version 3 changed against version 2", new() { Timeout = 120_000 });
        await Assertions.Expect(changes).ToContainTextAsync("Asked for by finance: typing error");
        await Assertions.Expect(changes.GetByRole(AriaRole.Row).Filter(new() { HasText = "第1回" })).ToContainTextAsync("σ, volatility");
        await visit.CheckAsync("the date that was valued again");
        await ReplacedWalk.SupersededAsync(visit);
    }

    /// <summary>A range says how much it is before it begins, and how far it is then.</summary>
    private static async Task RangeAsync(Visit visit)
    {
        var page = visit.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Dates", Exact = true }).First.ClickAsync();
        await visit.SettledAsync();
        await page.GetByLabel("First date").FillAsync("2024-07-16");
        await page.GetByLabel("Last date").FillAsync("2024-07-17");
        await page.GetByLabel("Reason").FillAsync("scheduled");
        await page.GetByLabel("Asked by").FillAsync("finance");
        await page.GetByRole(AriaRole.Button, new() { Name = "Value", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Business dates: 2; grants outstanding on 2024-07-17: 1; values: about 2.")).ToBeVisibleAsync();
        await visit.CheckAsync("the range to confirm");
        await page.GetByRole(AriaRole.Button, new() { Name = "Value these 2 dates" }).ClickAsync();
        await Assertions.Expect(page.GetByText("2 of 2 dates ended")).ToBeVisibleAsync(new() { Timeout = 120_000 });
        await Assertions.Expect(page.GetByText("asked for", new() { Exact = true })).ToHaveCountAsync(0);
        await visit.CheckAsync("the range that is done");

        // The last stored close is too old for these dates.
        await page.Locator("main a[href='/dates/2024-07-16']").First.ClickAsync();
        await Assertions.Expect(page.GetByText("completed, 1 failed").First).ToBeVisibleAsync();
        // Somebody typed the word that the program gives as a reason by itself.
        await Assertions.Expect(page.GetByRole(AriaRole.Cell, new() { Name = "scheduled", Exact = true })).ToBeVisibleAsync();
    }

    /// <summary>A range that is longer than a calendar is counted; one that goes on is stopped by one click, and what is asked for afterwards is counted anew.</summary>
    private static async Task StopAsync(Visit visit)
    {
        var page = visit.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Dates", Exact = true }).First.ClickAsync();
        await visit.SettledAsync();
        await page.GetByLabel("First date").FillAsync("2024-08-01");
        await page.GetByLabel("Reason").FillAsync("quarter end");
        await page.GetByLabel("Asked by").FillAsync("finance");
        foreach (var (last, said) in new[]
        {
            ("2026-08-03", "At most 300 business dates can be asked for at once"),
            ("2024-10-31", "Business dates: 62; grants outstanding on 2024-10-31: 1; values: about 62."),
        })
        {
            await page.GetByLabel("Last date").FillAsync(last);
            await page.GetByRole(AriaRole.Button, new() { Name = "Value", Exact = true }).ClickAsync();
            await Assertions.Expect(page.GetByText(said)).ToBeVisibleAsync();
        }

        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("dates/2024-08");
        await page.GetByRole(AriaRole.Button, new() { Name = "Value these 62 dates" }).ClickAsync();
        await Assertions.Expect(other.GetByRole(AriaRole.Region, new() { Name = "Other valuations that are open" })).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Stop .* with this reason$") }).ClickAsync();
        var own = page.GetByRole(AriaRole.Region, new() { Name = "Asked for here: 2024-08-01 to 2024-10-31" });
        await Assertions.Expect(own).ToContainTextAsync(new Regex(@"62 of 62 dates ended: .*\d+ stopped \(\S+ – 2024-10-31\)"), new() { Timeout = 120_000 });
        await Assertions.Expect(other.GetByRole(AriaRole.Region, new() { Name = "Other valuations that are open" })).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        await visit.CheckAsync("the range that was stopped");
        await own.GetByRole(AriaRole.Link, new() { Name = "2024-10-31" }).ClickAsync();
        await Assertions.Expect(page.GetByText("by finance: stopped by hand")).ToBeVisibleAsync();
        await visit.CheckAsync("the date that was stopped");

        await page.GoBackAsync();
        await own.GetByRole(AriaRole.Button, new() { Name = "Put this away" }).ClickAsync();
        await Assertions.Expect(own).ToHaveCountAsync(0);
    }

    /// <summary>From the first page to how an amount came about, in the other language, without a mouse.</summary>
    [Fact]
    public async Task Walk_ByKeyboardAlone_ReachesAValueAndKeepsItsPlace()
    {
        await using var visit = await host.OpenAsync("en", 1200, ColorScheme.Dark, Cancellation);
        var page = visit.Page;
        await visit.GoAsync("dates/2013-07-11");

        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to the content" })).ToBeFocusedAsync();
        await TabToAsync(page, "日本語");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "ja");
        await Assertions.Expect(page.GetByText("付与日").First).ToBeVisibleAsync();

        await TabToAsync(page, "1個当たり");
        await page.Keyboard.PressAsync("Enter");
        var head = page.GetByRole(AriaRole.Columnheader, new() { Name = "1個当たり" });
        await Assertions.Expect(head).ToHaveAttributeAsync("aria-sort", "ascending");
        await Assertions.Expect(page.Locator("tbody tr").First).ToContainTextAsync("475,600");

        await TabToAsync(page, "3rd-series-at-the-money");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".amounts .large")).ToContainTextAsync("475,600円");
        await Assertions.Expect(page.Locator("main")).ToBeFocusedAsync();
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator("tbody tr").First).ToContainTextAsync("475,600");
        await visit.CheckAsync("the date");
    }

    /// <summary>Goes on by the tabulator until something bears the focus.</summary>
    private static async Task TabToAsync(IPage page, string text)
    {
        for (var step = 0; step < 80; step++)
        {
            await page.Keyboard.PressAsync("Tab");
            if ((await page.EvaluateAsync<string>("document.activeElement.textContent.trim()")).StartsWith(text, StringComparison.Ordinal)) return;
        }

        Assert.Fail($"'{text}' cannot be reached by the tabulator.");
    }
}
