using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Page.Tests;

/// <summary>What the page says of a value after a figure that it rests on was replaced, and of its versions once it was made anew.</summary>
internal static class ReplacedWalk
{
    /// <summary>From the card to the value, which says that a figure was replaced since, and back to the card.</summary>
    public static async Task SinceAsync(Visit visit, string before, string after)
    {
        var page = visit.Page;
        await page.Locator(".sent").First.GetByRole(AriaRole.Link, new() { Name = "架空商事 第1回" }).First.ClickAsync();
        foreach (var place in new[] { "the value", "the grant" })
        {
            var since = page.Locator("replaced-since");
            await Assertions.Expect(since).ToContainTextAsync("a figure was replaced since");
            await Assertions.Expect(since.GetByRole(AriaRole.Row).Last).ToHaveTextAsync($"Close2024-06-07{before}{after}");
            await Assertions.Expect(since.GetByRole(AriaRole.Link)).ToHaveAttributeAsync("href", "/dates/2024-06-14?ask=again");
            await visit.CheckAsync($"{place} that a figure was replaced of");
            await page.Locator(".path").GetByRole(AriaRole.Link).Last.ClickAsync();
        }

        // The page of the date names the file.
        await page.GoBackAsync();
        await page.Locator("main a[href='/dates/2024-06-14?ask=again']").ClickAsync();
        await Assertions.Expect(page.Locator("replaced-files").GetByRole(AriaRole.Link)).ToHaveTextAsync("4999.csv");
        await page.GoBackAsync();
        await page.GoBackAsync();
        await page.GoBackAsync();
        await Assertions.Expect(page.Locator(".sent").First).ToContainTextAsync("Replaced: 1");
    }

    /// <summary>A yield that contradicts the stored one is told with both; replaced, it is named with the values that were made with the yields of its date.</summary>
    public static async Task YieldsAsync(Visit visit, string file)
    {
        var page = visit.Page;
        await visit.GoAsync("files");
        await page.Locator("input[type=file]").SetInputFilesAsync(file);
        var card = page.Locator(".sent").First;
        await Assertions.Expect(card).ToContainTextAsync("another curve is stored for 2024-06-14 and stays (stored / sent): 5Y 0.52 / 0.57", new() { Timeout = 60_000 });
        await card.GetByLabel("Why the stored figures are wrong").FillAsync("typing error");
        await card.GetByLabel("Sent by").FillAsync("finance");
        await card.GetByRole(AriaRole.Button, new() { Name = "Replace what is stored with this file" }).ClickAsync();

        var figures = card.Locator("replaced-figures");
        await Assertions.Expect(figures.GetByRole(AriaRole.Row).Filter(new() { HasText = "2024-06-14" }).First).ToHaveTextAsync("2024-06-14Yield of 5 years0.52 %0.57 %", new() { Timeout = 60_000 });
        await Assertions.Expect(figures).ToContainTextAsync("Replaced: 1");
        await Assertions.Expect(figures).ToContainTextAsync("Stored values made with yields of these dates: 1");
        await Assertions.Expect(figures).ToContainTextAsync("Superseded versions made with yields of these dates: 2");
        await Assertions.Expect(figures.GetByRole(AriaRole.Button, new() { Name = "Value 2024-06-14 again" })).ToBeEnabledAsync();
        await visit.CheckAsync("the yields that were replaced");
    }

    /// <summary>Versions that another one superseded say so on every page, and that a figure was replaced on none; the file keeps their trail.</summary>
    public static async Task SupersededAsync(Visit visit)
    {
        var page = visit.Page;
        await Assertions.Expect(page.Locator("replaced-files").GetByRole(AriaRole.Link)).ToHaveCountAsync(0);
        await page.Locator("date-table").GetByRole(AriaRole.Link, new() { Name = "第1回" }).ClickAsync();
        await Assertions.Expect(page.Locator("value-versions tbody tr .chip.bad")).ToHaveTextAsync(["superseded", "superseded"]);
        await Assertions.Expect(page.Locator("replaced-since .chip")).ToHaveCountAsync(0);
        await page.Locator("value-versions").GetByRole(AriaRole.Link, new() { Name = "2", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("superseded by version 3")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("replaced-since")).ToHaveCountAsync(0);
        await page.Locator(".path").GetByRole(AriaRole.Link, new() { Name = "第1回" }).ClickAsync();
        await Assertions.Expect(page.Locator("later-values tr.superseded .chip.bad")).ToHaveTextAsync(["superseded", "superseded"]);

        await visit.GoAsync("dates/2024-06-14/2");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "superseded by version 3" })).ToHaveAttributeAsync("href", "/dates/2024-06-14");
        await Assertions.Expect(page.Locator("date-table").GetByRole(AriaRole.Button, new() { Name = "Excel table" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Workbook with formulas" })).ToHaveCountAsync(0);

        await visit.GoAsync("files");
        await page.Locator("file-history").GetByRole(AriaRole.Link, new() { Name = "4999.csv" }).First.ClickAsync();
        var figures = page.Locator("replaced-figures");
        await Assertions.Expect(figures).ToContainTextAsync("No current value rests on the listed figures of before.");
        await Assertions.Expect(figures).ToContainTextAsync("Superseded versions whose period holds these figures: 2");
        await Assertions.Expect(figures.GetByRole(AriaRole.Link, new() { Name = "架空商事 第1回" }).Last).ToHaveAttributeAsync("href", new Regex("/2024-06-14/1$"));
        await visit.CheckAsync("the file whose values were made anew");
    }
}
