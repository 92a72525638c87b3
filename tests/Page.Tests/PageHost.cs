using System.Globalization;
using Microsoft.Playwright;
using Pricing.Pipeline.Storage;
using Testing;

namespace Page.Tests;

/// <summary>One host with the sample, and one browser, for all tests; started by the first that needs them.</summary>
public sealed class PageHost : IAsyncDisposable
{
    private static readonly string[] Programs = ["chromium", "chromium-browser", "google-chrome"];

    private static readonly string[] Options =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private static readonly string? Chromium = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => Programs.Select(program => Path.Combine(folder, program)))
        .FirstOrDefault(File.Exists);

    private readonly SemaphoreSlim gate = new(1);
    private readonly AzuriteFixture azurite = new();
    private StorageOptions? account;
    private IReadOnlyList<int> ports = [];
    private LocalProgram? host;
    private LocalProgram? signing;
    private Uri? signingAddress;
    private LocalProgram? empty;
    private Uri? emptyAddress;
    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>Where the page is.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Opens a window of its own; the test is skipped where there is no browser.</summary>
    /// <param name="language">The browser's language.</param>
    /// <param name="width">Of the window, in pixels.</param>
    /// <param name="scheme">The colours that the system has.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<Visit> OpenAsync(string language, int width, ColorScheme scheme, CancellationToken cancellationToken)
    {
        Assert.SkipWhen(Chromium is null, "chromium is not on the PATH; install it to try the page.");
        await StartAsync(cancellationToken);
        return await OpenAsync(Address, language, width, scheme, principal: null);
    }

    /// <summary>Opens a window on a host that began with an empty storage and no samples; the test is skipped where there is no browser.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<Visit> OpenEmptyAsync(CancellationToken cancellationToken)
    {
        Assert.SkipWhen(Chromium is null, "chromium is not on the PATH; install it to try the page.");
        await StartAsync(cancellationToken);
        await StartEmptyAsync(cancellationToken);
        return await OpenAsync(emptyAddress!, "en", 1400, ColorScheme.Light, principal: null);
    }

    /// <summary>Opens a window of somebody who signed in, on an empty host where people do; the test is skipped where there is no browser.</summary>
    /// <param name="principal">Who, as the header of App Service authentication says it.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<Visit> SignInAsync(string principal, CancellationToken cancellationToken)
    {
        Assert.SkipWhen(Chromium is null, "chromium is not on the PATH; install it to try the page.");
        await StartAsync(cancellationToken);
        await StartSigningAsync(cancellationToken);
        return await OpenAsync(new Uri(signingAddress!, "signed-in/"), "en", 1400, ColorScheme.Light, principal);
    }

    /// <summary>The storage of the host where people sign in; it is there once somebody did.</summary>
    public PipelineStorage SigningStorage { get; private set; } = null!;

    private async Task<Visit> OpenAsync(Uri address, string language, int width, ColorScheme scheme, string? principal)
    {
        var context = await browser!.NewContextAsync(new()
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
        if (browser is not null) await browser.CloseAsync();
        playwright?.Dispose();
        if (host is not null) await host.DisposeAsync();
        if (signing is not null) await signing.DisposeAsync();
        if (empty is not null) await empty.DisposeAsync();
        await azurite.DisposeAsync();
        gate.Dispose();
    }

    /// <summary>Ends the host and starts it again on what it stored, until it answers; nothing of what it holds is asked for.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        if (host is not null) await host.DisposeAsync();
        host = Start();
        using var client = new HttpClient { BaseAddress = Address };
        await Eventually.TrueAsync("the host is ready", () => AnswersAsync(client, "/api/me", cancellationToken), cancellationToken, TimeSpan.FromMinutes(3));
    }

    private LocalProgram Start() => LocalProgram.Start(
        ["--port", Text(ports[0]), "--feed-port", Text(ports[1])],
        new Dictionary<string, string?> { ["AzureWebJobsStorage"] = account!.ConnectionString, ["AzureWebJobsStorage__accountName"] = null });

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (browser is not null) return;

            (account, ports) = (await azurite.NewAccountAsync(), FreePort.Next(2));
            Address = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{ports[0]}/"));
            host = Start();
            using var client = new HttpClient { BaseAddress = Address };
            await Eventually.TrueAsync("the sample night is valued", () => AnswersAsync(client, "/api/dates/2013-07-11/table", cancellationToken), cancellationToken, TimeSpan.FromMinutes(3));
            playwright = await Playwright.CreateAsync();
            browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = Options });
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task StartSigningAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (signing is not null) return;

            (signing, signingAddress, var storage) = await StartWithoutSamplesAsync(
                new()
                {
                    ["Identity__Provider"] = "AppService",
                    ["Sources__file__MayPublish"] = "true",
                    ["Sources__file__ConfirmedBy"] = "the legal department",
                    ["Sources__file__ConfirmedOn"] = "2024-05-01",
                },
                "/signed-in/api/me",
                cancellationToken);
            SigningStorage = StorageClients.Create(storage);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task StartEmptyAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (empty is null) (empty, emptyAddress, _) = await StartWithoutSamplesAsync([], "/api/me", cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<(LocalProgram Program, Uri Address, StorageOptions Storage)> StartWithoutSamplesAsync(
        Dictionary<string, string?> settings, string ready, CancellationToken cancellationToken)
    {
        var (storage, free) = (await azurite.NewAccountAsync(), FreePort.Next(2));
        var address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{free[0]}/"));
        settings["AzureWebJobsStorage"] = storage.ConnectionString;
        settings["AzureWebJobsStorage__accountName"] = null;
        var program = LocalProgram.Start(["--no-samples", "--port", Text(free[0]), "--feed-port", Text(free[1])], settings);
        using var client = new HttpClient { BaseAddress = address };
        if (settings.ContainsKey("Identity__Provider")) client.DefaultRequestHeaders.Add(Principals.Header, Principals.Of("Abe", new(3, 0, 0, new byte[8]), "Reader"));
        await Eventually.TrueAsync("the host is ready", () => AnswersAsync(client, ready, cancellationToken), cancellationToken, TimeSpan.FromMinutes(3));
        return (program, address, storage);
    }

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
}
