using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Values;
using PricingFunctions.Local.Azurite;
using PricingFunctions.Local.Hosting;
using PricingFunctions.Local.SampleFeed;
using PricingFunctions.Local.TaskHub;
using PricingFunctions.Local.Triggers;
using Spectre.Console;

namespace PricingFunctions.Local.Commands;

/// <summary>What the local host does between its start and its end.</summary>
internal static class LocalHost
{
    private const int WidthOfFiles = 180;

    /// <summary>Runs until the night is over, or until it is told to stop.</summary>
    /// <param name="options">Ports and folders.</param>
    /// <param name="console">Where people read along.</param>
    /// <param name="cancellationToken">Ctrl-C, or SIGTERM.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="SetupException">Something that is needed is missing.</exception>
    public static async Task<int> RunAsync(ServeOptions options, IAnsiConsole console, CancellationToken cancellationToken)
    {
        // A file has no width of its own, and a table folded into 80 columns can be read by nobody.
        if (!console.Profile.Out.IsTerminal) console.Profile.Width = Math.Max(console.Profile.Width, WidthOfFiles);
        try
        {
            var user = HostSettings.Read(options.Root);
            ServeChecks.Ports(options);
            await using var storage = await console.Status().StartAsync(
                "Preparing the storage",
                status => LocalStorage.OpenAsync(
                    new AzuriteSettings
                    {
                        Root = options.Root,
                        Ports = options.AzuritePorts,
                        DataFolder = options.DataFolder,
                    },
                    new StatusProgress(status),
                    cancellationToken));
            ServeChecks.Storage(storage.Options);
            console.MarkupLineInterpolated($"Storage: {storage.Description}");
            try
            {
                return await RunAsync(options, user, storage, console, cancellationToken);
            }
            catch (Exception failure) when (StorageTrouble.Is(failure))
            {
                throw new SetupException(await storage.ExplainAsync(failure, cancellationToken));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            console.WriteLine("Stopped.");
            return ExitCode.Success;
        }
    }

    private static async Task<int> RunAsync(
        ServeOptions options, IConfiguration user, LocalStorage storage, IAnsiConsole console, CancellationToken cancellationToken)
    {
        // On storage that is this host's own its name is kept beside the data; on any other it is held there.
        await using var lease = storage.FolderId is null
            ? await WorkerLease.TakeAsync(storage.Options, options.Port, cancellationToken)
            : null;
        await using var feed = await StartFeedAsync(options, user, console, cancellationToken);
        var settings = feed is null ? [] : HostSettings.Sample(feed);
        await using var app = await HostServer.StartAsync(
            options, storage.Options, lease?.Name ?? new(storage.FolderId!), settings, user, cancellationToken);
        console.MarkupLineInterpolated($"Host: http://127.0.0.1:{options.Port}");

        var failure = await console.Status().StartAsync(
            "Valuing the night",
            status => RunNightAsync(app.Services, storage, feed is null ? null : options.Root, status, cancellationToken));
        if (failure is null) await ShowAsync(app.Services, console, cancellationToken);
        else console.WriteLine($"The night stopped: {failure} The next pass goes on from there.");
        var failed = failure is null ? await ShowFailedAsync(app.Services, console, cancellationToken) : 0;
        if (options.Once)
        {
            await app.StopAsync(CancellationToken.None);
            return failure is null && failed == 0 ? ExitCode.Success : ExitCode.Failed;
        }
        else
        {
            console.MarkupLine("The host stays up; Ctrl-C stops it and everything it started.");
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return ExitCode.Success;
        }
    }

    private static async Task<SampleFeedServer?> StartFeedAsync(
        ServeOptions options, IConfiguration user, IAnsiConsole console, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(user[HostSettings.ApiKey])) return null;

        var feed = await SampleFeedServer.StartAsync(
            Path.Combine(options.Root, "samples"), options.FeedPort, TimeProvider.System, cancellationToken);
        console.MarkupLineInterpolated($"Market data: sample feed at {feed.BaseAddress} (closes are synthetic, the curve is real)");
        return feed;
    }

    /// <summary>Runs what is due; gives what stopped it, or null.</summary>
    private static async Task<string?> RunNightAsync(
        IServiceProvider services, LocalStorage storage, string? sampleRoot, StatusContext status, CancellationToken cancellationToken)
    {
        if (sampleRoot is not null)
        {
            status.Status("Uploading the samples");
            await SampleBatches.UploadAsync(
                Path.Combine(sampleRoot, "samples", "grants"),
                services.GetRequiredService<PipelineStorage>(),
                cancellationToken);
        }

        status.Status("Taking files in");
        await services.GetRequiredService<BatchWatcher>().SweepAsync(cancellationToken);
        status.Status("Valuing the nights that are due");
        var engine = services.GetRequiredService<NightsEngine>();
        engine.Progress += progress => status.Status(
            $"Valuing {progress.Date:yyyy-MM-dd}: {progress.Valued} of {progress.Chunks} chunks, {progress.Rows} values");
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var trouble = storage.WatchAsync(watching.Token);
        try
        {
            var night = engine.RunAsync("start", cancellationToken);
            if (await Task.WhenAny(night, trouble) == trouble) return await trouble;

            await night;
            return null;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return StorageTrouble.Is(failure)
                ? await storage.ExplainAsync(failure, cancellationToken)
                : storage.ExplainNight(failure.Message);
        }
        finally
        {
            await watching.CancelAsync();
        }
    }

    /// <summary>Names the nights that failed and are open; gives how many there are.</summary>
    private static async Task<int> ShowFailedAsync(
        IServiceProvider services, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var failed = await services.GetRequiredService<FailedRuns>().ListAsync(cancellationToken).ToListAsync(cancellationToken);
        foreach (var run in failed)
        {
            console.WriteLine($"The night of {run.ToRun()} failed: {run.Reason} It is tried again every business morning.");
        }

        return failed.Count;
    }

    private static async Task ShowAsync(IServiceProvider services, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var report = await NightReport.ReadAsync(
            services.GetRequiredService<NightLedger>(),
            services.GetRequiredService<RunStore>(),
            services.GetRequiredService<DateValues>(),
            cancellationToken);
        if (report is null)
        {
            console.WriteLine("No night is due yet.");
            return;
        }

        var run = report.Run;
        console.WriteLine($"Night of {run.ToRun()}: {run.Rows} values, {run.Unchanged} unchanged, {run.Failed} failed, {run.Provisional} provisional");
        console.Write(ValueTable.Of(report));
        if (report.IsMore) console.WriteLine($"and more: /api/dates/{run.Date:yyyy-MM-dd}/values has all of them");
    }
}
