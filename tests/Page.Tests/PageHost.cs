using System.Globalization;
using Microsoft.Playwright;
using Pricing.Pipeline.Storage;
using Testing;

namespace Page.Tests;

/// <summary>One browser for all tests, and one host each with the sample, empty, and where people sign in; started by the first that needs it.</summary>
public sealed class PageHost : IAsyncDisposable
{
    // The quickest first; the engine of all is the same.
    private static readonly string[] Programs = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

    private static readonly string[] Options =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private static readonly string? Chromium = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => Programs.Select(program => Path.Combine(folder, program)))
        .FirstOrDefault(File.Exists);

    private readonly AzuriteFixture azurite = new();
    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> browser = new(StartBrowserAsync);
    private readonly Lazy<Task<Started>> sample;
    private readonly Lazy<Task<Started>> signing;
    private readonly Lazy<Task<Started>> empty;

    /// <summary>Begins without any.</summary>
    public PageHost() => (sample, signing, empty) = (new(StartSampleAsync), new(StartSigningAsync), new(() => StartWithoutSamplesAsync([], "/api/me")));

    /// <summary>Where the page is.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Opens a window of its own as most tests need it: in English, wide and light; the test is skipped where there is no browser.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public Task<Visit> OpenAsync(CancellationToken cancellationToken) => OpenAsync("en", 1400, ColorScheme.Light, cancellationToken);

    /// <summary>Opens a window of its own; the test is skipped where there is no browser.</summary>
    /// <param name="language">The browser's language.</param>
    /// <param name="width">Of the window, in pixels.</param>
    /// <param name="scheme">The colours that the system has.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<Visit> OpenAsync(string language, int width, ColorScheme scheme, CancellationToken cancellationToken)
    {
        SkipWithoutBrowser();
        var host = await sample.Value.WaitAsync(cancellationToken);
        return await OpenAsync(host.Address, language, width, scheme, principal: null);
    }

    /// <summary>Opens a window on a host that began with an empty storage and no samples; the test is skipped where there is no browser.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<Visit> OpenEmptyAsync(CancellationToken cancellationToken)
    {
        SkipWithoutBrowser();
        var host = await empty.Value.WaitAsync(cancellationToken);
        return await OpenAsync(host.Address, "en", 1400, ColorScheme.Light, principal: null);
    }

    /// <summary>Opens a window of somebody who signed in, on an empty host where people do; the test is skipped where there is no browser.</summary>
    /// <param name="principal">Who, as the header of App Service authentication says it.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<Visit> SignInAsync(string principal, CancellationToken cancellationToken)
    {
        SkipWithoutBrowser();
        var host = await signing.Value.WaitAsync(cancellationToken);
        return await OpenAsync(new Uri(host.Address, "signed-in/"), "en", 1400, ColorScheme.Light, principal);
    }

    /// <summary>The storage of the host where people sign in; it is there once somebody did.</summary>
    public PipelineStorage SigningStorage { get; private set; } = null!;

    private async Task<Visit> OpenAsync(Uri address, string language, int width, ColorScheme scheme, string? principal)
    {
        var context = await (await browser.Value).Browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            Locale = language == "ja" ? "ja-JP" : "en-US",
            ViewportSize = new() { Width = width, Height = 1100 },
            ColorScheme = scheme,
            ReducedMotion = ReducedMotion.Reduce,
            ExtraHTTPHeaders = principal is null ? null : [new(Principals.Header, principal)],
        });
        return new(await context.NewPageAsync(), address);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (browser.IsValueCreated)
        {
            var (playwright, started) = await browser.Value;
            await started.CloseAsync();
            playwright.Dispose();
        }

        foreach (var host in new[] { sample, signing, empty }.Where(host => host.IsValueCreated)) await (await host.Value).Program.DisposeAsync();
        await azurite.DisposeAsync();
    }

    /// <summary>Ends the host and starts it again on what it stored, until it answers; nothing of what it holds is asked for.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        var host = await sample.Value;
        await host.Program.DisposeAsync();
        host.Program = LocalProgram.Start(host.Arguments, host.Settings);
        using var client = new HttpClient { BaseAddress = host.Address };
        await ReadyAsync("the host is ready", client, "/api/me", cancellationToken);
    }

    private static void SkipWithoutBrowser() => Assert.SkipWhen(Chromium is null, "chromium is not on the PATH; install it to try the page.");

    private static async Task<(IPlaywright Playwright, IBrowser Browser)> StartBrowserAsync()
    {
        // Several tests share the machine, and others may use it: an answer that comes late is none that is wrong.
        Assertions.SetDefaultExpectTimeout(20_000);
        var playwright = await Playwright.CreateAsync();
        return (playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Options }));
    }

    private async Task<Started> StartSampleAsync()
    {
        var host = await StartHostAsync([], []);
        Address = host.Address;
        using var client = new HttpClient { BaseAddress = host.Address };
        await ReadyAsync("the sample night is valued", client, "/api/dates/2013-07-11/table", CancellationToken.None);
        return host;
    }

    private async Task<Started> StartSigningAsync()
    {
        var host = await StartWithoutSamplesAsync(
            new()
            {
                ["Identity__Provider"] = "AppService",
                ["Sources__file__MayPublish"] = "true",
                ["Sources__file__ConfirmedBy"] = "the legal department",
                ["Sources__file__ConfirmedOn"] = "2024-05-01",
                // A date that always fails has failed soon.
                ["Engine__RetryDelay"] = "00:00:00.100",
            },
            "/signed-in/api/me");
        SigningStorage = StorageClients.Create(host.Account);
        return host;
    }

    private async Task<Started> StartWithoutSamplesAsync(Dictionary<string, string?> settings, string ready)
    {
        // Whatever the hour, a date is valued where somebody asks for it.
        settings["Night__Scheduled"] = "false";
        var host = await StartHostAsync(["--no-samples"], settings);
        using var client = new HttpClient { BaseAddress = host.Address };
        if (settings.ContainsKey("Identity__Provider")) client.DefaultRequestHeaders.Add(Principals.Header, Principals.Of("Abe", new(3, 0, 0, new byte[8]), "Reader"));
        await ReadyAsync("the host is ready", client, ready, CancellationToken.None);
        return host;
    }

    private async Task<Started> StartHostAsync(string[] arguments, Dictionary<string, string?> settings)
    {
        var (account, ports) = (await azurite.NewAccountAsync(), FreePort.Next(2));
        settings["AzureWebJobsStorage"] = account.ConnectionString;
        settings["AzureWebJobsStorage__accountName"] = null;
        string[] all = [.. arguments, "--port", Text(ports[0]), "--feed-port", Text(ports[1])];
        return new(LocalProgram.Start(all, settings), new($"http://127.0.0.1:{Text(ports[0])}/"), account, all, settings);
    }

    private static Task ReadyAsync(string what, HttpClient client, string path, CancellationToken cancellationToken) =>
        Eventually.TrueAsync(what, () => AnswersAsync(client, path, cancellationToken), cancellationToken, TimeSpan.FromMinutes(3));

    private static async Task<bool> AnswersAsync(HttpClient client, string path, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);

    private sealed class Started(LocalProgram program, Uri address, StorageOptions account, string[] arguments, Dictionary<string, string?> settings)
    {
        public LocalProgram Program { get; set; } = program;

        public Uri Address => address;

        public StorageOptions Account => account;

        public string[] Arguments => arguments;

        public Dictionary<string, string?> Settings => settings;
    }
}
