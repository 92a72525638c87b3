using System.Globalization;
using Microsoft.Playwright;
using Pricing.Calendars;

namespace Page.Tests;

/// <summary>What the page says of a file that replaced more figures than its report names.</summary>
/// <param name="host">The host and the browser.</param>
public sealed class ReplacedTests(PageHost host)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task File_ThatReplacedMoreThanAreListed_SaysHowManyAndThatItListsTheFirst()
    {
        await using var visit = await host.OpenAsync(Cancellation);
        using var client = new HttpClient { BaseAddress = host.Address };
        await TakeAsync(client, "first", "", price: 1000);

        await visit.GoAsync($"files/{await TakeAsync(client, "second", "&replace=true&reason=typing%20error", price: 1001)}");

        var figures = visit.Page.Locator("replaced-figures");
        await Assertions.Expect(figures).ToContainTextAsync("Replaced: 101");
        await Assertions.Expect(figures.GetByRole(AriaRole.Row)).ToHaveCountAsync(101);
        await Assertions.Expect(figures).ToContainTextAsync("The first 100 of them are listed");
        await visit.CheckAsync("the file that replaced very many");
    }

    private static Task<string> TakeAsync(HttpClient client, string name, string how, int price) =>
        SentFile.TakeAsync(client, $"{name}.csv", Closes(price), how, Cancellation);

    /// <summary>Closes of 101 sessions, of a share that no grant is on.</summary>
    private static string Closes(int price)
    {
        var days = TokyoCalendar.Sessions(new(new(2024, 1, 9), new(2024, 12, 27)));
        return string.Create(CultureInfo.InvariantCulture, $"Date,Code,Close\n{string.Concat(days.Take(101).Select(day => $"{day:yyyy-MM-dd},4998,{price}\n"))}");
    }
}
