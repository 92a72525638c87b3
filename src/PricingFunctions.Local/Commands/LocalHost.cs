using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Api.Identity;
using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Orchestration;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Values;
using PricingFunctions.Local.Azurite;
using PricingFunctions.Local.Hosting;
using PricingFunctions.Local.Nights;
using PricingFunctions.Local.Running;
using PricingFunctions.Local.SampleFeed;
using PricingFunctions.Local.Triggers;
using Spectre.Console;

namespace PricingFunctions.Local.Commands;

/// <summary>What the local host does between its start and its end.</summary>
internal static class LocalHost
{
    /// <summary>Runs until the night is over, or until it is told to stop.</summary>
    /// <param name="options">Ports and folders.</param>
    /// <param name="console">Where people read along.</param>
    /// <param name="cancellationToken">Ctrl-C, SIGTERM, or the end of the terminal.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="SetupException">Something that is needed is missing, or is gone.</exception>
    public static async Task<int> RunAsync(ServeOptions options, IAnsiConsole console, CancellationToken cancellationToken)
    {
        TableWidth.Widen(console);
        try
        {
            var user = HostSettings.Read(options.Root);
            ServeChecks.Ports(options);
            using var front = await FrontServer.ListenAsync(options.Port, user, cancellationToken);
            return await HostStorage.UseAsync(
                options, user, console, storage => RunAsync(options, user, front, storage, console, cancellationToken), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            console.WriteLine("Stopped.");

            // Whoever waits for a night takes success for its end.
            return options.Once ? ExitCode.Failed : ExitCode.Success;
        }
    }

    private static async Task<int> RunAsync(
        ServeOptions options,
        IConfiguration user,
        FrontServer front,
        LocalStorage storage,
        IAnsiConsole console,
        CancellationToken cancellationToken)
    {
        var outages = new StorageOutages(!options.Once, storage, console.WriteLine);
        await using var worker = await outages.OutliveAsync(() => WorkerLease.TakeAsync(storage, options.Port, cancellationToken), cancellationToken);
        var hasSamples = await outages.OutliveAsync(
            () => new SampleChoice(options.Root, user, storage.Options).DecideAsync(options.Samples, options.DataFolder, cancellationToken),
            cancellationToken);
        await using var feed = hasSamples ? await StartFeedAsync(options, console, cancellationToken) : null;
        var settings = feed is null ? HostSettings.Own(user) : HostSettings.Sample(feed);
        if (settings.Count > 0 && feed is null) console.WriteLine("Market data: from files; no feed is asked.");
        var identity = HostIdentity.Of(storage.FolderId, storage.Options);
        using var note = storage.FolderId is null ? null : identity.Note(options.DataFolder, options.Port);
        await using var host = await outages.OutliveAsync(
            () => HostServer.StartAsync(front, storage.Options, identity, worker.Name, settings, user, cancellationToken),
            cancellationToken);
        console.MarkupLineInterpolated($"Host: http://127.0.0.1:{options.Port}");
        if (!host.Services.GetRequiredService<IdentityOptions>().IsConfigured) console.WriteLine("Nobody signs in: nothing of this host is for publication.");

        var services = host.Services;
        return await Beside.RunAsync(
            ending => options.Once ? Task.CompletedTask : services.GetRequiredService<NightTimer>().RunAsync(ending), PassAndStayAsync, cancellationToken);

        async Task<int> PassAndStayAsync(Task timer)
        {
            var isDone = await outages.OutliveAsync(
                () => PassAsync(services, storage, outages, feed is null ? null : options.Root, console, cancellationToken), cancellationToken);
            if (options.Once) return isDone ? ExitCode.Success : ExitCode.Failed;

            // Without its storage it would answer nothing, and its health would not show that.
            if (storage.Ended() is { } gone) throw new SetupException(gone);

            console.MarkupLine("The host stays up; Ctrl-C stops it and everything it started.");
            return await Beside.RunAsync(storage.WaitForEndAsync, StayAsync, cancellationToken);

            async Task<int> StayAsync(Task ended)
            {
                await await Task.WhenAny(timer, ended);
                return ExitCode.Success;
            }
        }
    }

    /// <summary>Runs what is due and shows what came of it; gives whether all of it is done.</summary>
    private static async Task<bool> PassAsync(
        IServiceProvider services, LocalStorage storage, StorageOutages outages, string? sampleRoot, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var failure = await console.Status().StartAsync(
            "Valuing the night",
            status => RunNightAsync(services, storage, outages, sampleRoot, status, cancellationToken));
        if (failure is not null)
        {
            console.WriteLine($"The night stopped: {failure} The next pass goes on from there.");
            return false;
        }

        await ShowAsync(services, console, cancellationToken);
        return await ShowFailedAsync(services, storage, console, cancellationToken) == 0;
    }

    private static async Task<SampleFeedServer> StartFeedAsync(
        ServeOptions options, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var feed = await SampleFeedServer.StartAsync(
            Path.Combine(options.Root, "samples"), options.FeedPort, TimeProvider.System, cancellationToken);
        console.MarkupLineInterpolated($"Market data: sample feed at {feed.BaseAddress} (closes are synthetic, the curve is real)");
        return feed;
    }

    /// <summary>Runs what is due; gives what stopped it, or null.</summary>
    private static async Task<string?> RunNightAsync(
        IServiceProvider services, LocalStorage storage, StorageOutages outages, string? sampleRoot, StatusContext status, CancellationToken cancellationToken)
    {
        if (sampleRoot is not null)
        {
            status.Status("Uploading the samples");
            await SampleBatches.UploadAsync(sampleRoot, services.GetRequiredService<PipelineStorage>(), cancellationToken);
        }

        return await PassRun.RunAsync(services, storage, outages, status, cancellationToken);
    }

    /// <summary>Names the nights that failed and are open; gives how many there are.</summary>
    private static async Task<int> ShowFailedAsync(
        IServiceProvider services, LocalStorage storage, IAnsiConsole console, CancellationToken cancellationToken)
    {
        var failed = await services.GetRequiredService<FailedRuns>().ListAsync(cancellationToken).ToListAsync(cancellationToken);
        foreach (var run in failed)
        {
            console.WriteLine($"The night of {run.ToRun()} failed: {run.Reason} It is tried again every business morning.");
        }

        if (failed.Count > 0 && storage.Trouble() is { } trouble) console.WriteLine(trouble);
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

        report.Print(console);
    }
}
