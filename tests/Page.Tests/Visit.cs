using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using PricingFunctions.Local;

namespace Page.Tests;

/// <summary>A visit to the page in a window of its own, with what the browser said and asked for meanwhile.</summary>
public sealed class Visit : IAsyncDisposable
{
    private static readonly string? Prints = Environment.GetEnvironmentVariable("PAGE_PRINTS");
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("PAGE_SCREENSHOTS");

    private readonly List<string> messages = [];
    private readonly List<string> foreign = [];

    /// <summary>Begins one.</summary>
    /// <param name="page">The window.</param>
    /// <param name="own">Where the page is.</param>
    public Visit(IPage page, Uri own)
    {
        Page = page;
        page.Console += (_, message) => messages.Add($"{message.Type}: {message.Text}");
        page.PageError += (_, error) => messages.Add(error);
        page.Request += (_, request) =>
        {
            var asked = new Uri(request.Url);
            if (asked.Scheme.StartsWith("http", StringComparison.Ordinal) && asked.Authority != own.Authority) foreign.Add(request.Url);
        };
    }

    /// <summary>The window.</summary>
    public IPage Page { get; }

    /// <summary>What the browser said; a message that a test expects is taken out by it.</summary>
    public IList<string> Messages => messages;

    /// <summary>Goes to an address and waits until nothing is loading any more.</summary>
    /// <param name="address">The address, from the page's root.</param>
    public async Task GoAsync(string address)
    {
        await Page.GotoAsync(address);
        await SettledAsync();
    }

    /// <summary>Waits until a panel stands, and nothing of it is loading.</summary>
    public async Task SettledAsync()
    {
        await Assertions.Expect(Page.Locator("main h1").First).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator("main .loading")).ToHaveCountAsync(0);
    }

    /// <summary>Begins pricing with a grant of the sample.</summary>
    public async Task BeginWithSampleAsync()
    {
        await Assertions.Expect(Page.Locator("select[name=begin] option")).Not.ToHaveCountAsync(1);
        await Page.Locator("select[name=begin]").SelectOptionAsync(new SelectOptionValue { Label = "IIJ 3rd-series" });
        await Assertions.Expect(Page.Locator(".answer .large")).ToBeVisibleAsync();
    }

    /// <summary>Sees to it that the browser said nothing, asked nobody else, that nothing is wider than the window, and that axe finds nothing serious.</summary>
    /// <param name="where">The place, for the message.</param>
    public async Task CheckAsync(string where)
    {
        var found = await Page.RunAxe();
        var serious = found.Violations.Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => $"{violation.Id}: {string.Join(" ", violation.Nodes.Select(node => node.Html))}");
        var beyond = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");

        Assert.Equal((where, "", "", "", 0), (where, string.Join('\n', messages), string.Join('\n', foreign), string.Join('\n', serious), Math.Max(0, beyond)));
    }

    /// <summary>Takes a picture for the documents, where the variable PAGE_SCREENSHOTS asks for it.</summary>
    /// <param name="name">The file's name, without its ending.</param>
    public async Task PictureAsync(string name)
    {
        if (Pictures is not { Length: > 0 }) return;

        await Page.ScreenshotAsync(new() { Path = Path.Combine(RepositoryRoot.Find(), "docs", "images", $"{name}.png") });
    }

    /// <summary>Prints what is shown, where the variable PAGE_PRINTS names a folder for it.</summary>
    /// <param name="name">The file's name, without its ending.</param>
    public async Task PrintAsync(string name)
    {
        if (Prints is { Length: > 0 }) await Page.PdfAsync(new() { Path = Path.Combine(Prints, $"{name}.pdf"), PreferCSSPageSize = true });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Page.Context.CloseAsync();
}
