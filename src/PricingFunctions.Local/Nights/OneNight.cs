using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pricing;
using Pricing.Pipeline.Nights.Runs;
using PricingFunctions.Local.Azurite;
using PricingFunctions.Local.Hosting;
using PricingFunctions.Local.Running;
using PricingFunctions.Local.TaskHub;
using PricingFunctions.Local.Triggers;
using Spectre.Console;

namespace PricingFunctions.Local.Nights;

/// <summary>
/// One night that somebody asks for: by a host that runs, or by one that is started for it, whose schedule stands still. Both
/// are asked over HTTP, so both answer alike.
/// </summary>
internal static class OneNight
{
    /// <summary>Runs it and prints its table.</summary>
    /// <param name="options">Ports and folders.</param>
    /// <param name="user">The user's settings.</param>
    /// <param name="search">Finds a host that runs.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="console">Where people read along.</param>
    /// <param name="cancellationToken">Ctrl-C: the run stays asked for.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="SetupException">The host or its storage cannot be used.</exception>
    public static async Task<int> RunAsync(
        ServeOptions options,
        IConfiguration user,
        HostSearch search,
        NightRequest request,
        IAnsiConsole console,
        CancellationToken cancellationToken)
    {
        TableWidth.Widen(console);
        try
        {
            if (await search.FindAsync(cancellationToken) is { } host)
            {
                console.MarkupLineInterpolated($"Host: {host.Address.GetLeftPart(UriPartial.Authority)}");
                using var running = new NightClient(host.Address, user);
                return await AskAsync(running, request, Never, console, cancellationToken);
            }

            return await HostStorage.UseAsync(
                options, user, console, storage => RunAloneAsync(options, user, storage, request, console, cancellationToken), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            console.WriteLine("Stopped.");
            return ExitCode.Failed;
        }
    }

    private static Task<string> Never(CancellationToken cancellationToken)
    {
        var never = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        cancellationToken.Register(() => never.TrySetCanceled(cancellationToken));
        return never.Task;
    }

    private static async Task<int> RunAloneAsync(
        ServeOptions options,
        IConfiguration user,
        LocalStorage storage,
        NightRequest request,
        IAnsiConsole console,
        CancellationToken cancellationToken)
    {
        await using var worker = await WorkerLease.TakeAsync(storage, options.Port, cancellationToken);
        await new SampleChoice(options.Root, user, storage.Options).NoteOwnAsync(cancellationToken);
        var settings = new ConfigurationBuilder()
            .AddConfiguration(user)
            .AddInMemoryCollection([new("Night:Scheduled", bool.FalseString)])
            .Build();
        using var front = await FrontServer.ListenAsync(port: 0, user, cancellationToken);
        await using var host = await HostServer.StartAsync(
            front,
            storage.Options,
            HostIdentity.Of(storage.FolderId, storage.Options),
            worker.Name,
            HostSettings.Own(user),
            settings,
            cancellationToken);
        await console.Status().StartAsync(
            "Taking files in", _ => host.Services.GetRequiredService<BatchWatcher>().SweepAsync(cancellationToken));
        using var client = new NightClient(host.BaseAddress, user);
        return await AskAsync(client, request, token => TroubleAsync(host, storage, token), console, cancellationToken);
    }

    /// <summary>Ends when the storage can no longer be used, or the pass fails: the run may then stay open for ever.</summary>
    private static async Task<string> TroubleAsync(HostServer host, LocalStorage storage, CancellationToken cancellationToken)
    {
        var engine = host.Services.GetRequiredService<NightsEngine>();
        var failed = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        engine.Stopped += reason => failed.TrySetResult(storage.ExplainNight(reason));
        return await await Task.WhenAny(failed.Task, storage.WatchAsync(cancellationToken));
    }

    private static async Task<int> AskAsync(
        NightClient client,
        NightRequest request,
        Func<CancellationToken, Task<string>> trouble,
        IAnsiConsole console,
        CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var troubled = trouble(ending.Token);
        try
        {
            var before = DateText.Parse(request.Date) is { } date ? await client.RunsAsync(date, cancellationToken) : [];
            var asked = await client.RequestAsync(request, cancellationToken);
            if (!asked.TryGet(out var run))
            {
                foreach (var failure in asked.Failures)
                    await Console.Error.WriteLineAsync(failure.ToString());
                return ExitCode.Unreadable;
            }

            var night = console.Status().StartAsync(
                $"Valuing {run.ToRun()}", _ => client.WaitAsync(run.ToRun(), ending.Token));
            if (await Task.WhenAny(night, troubled) == troubled) throw new SetupException($"The night stopped: {await troubled}");

            return await ShowAsync(client, before, await night, console, cancellationToken);
        }
        finally
        {
            await ending.CancelAsync();
        }
    }

    private static async Task<int> ShowAsync(
        NightClient client, IReadOnlyList<RunRecord> before, RunRecord run, IAnsiConsole console, CancellationToken cancellationToken)
    {
        if (run.Status != RunStatus.Completed)
        {
            throw new SetupException(string.Create(
                CultureInfo.InvariantCulture, $"The night of {run.ToRun()} is {run.Status}: {run.FailureReason ?? run.CancelReason}"));
        }

        var report = await NightReport.OfAsync(run, client.ValuesAsync(run.Date, cancellationToken));
        await RunChanges.PrintAsync(client, before, run, console, cancellationToken);
        report.Print(console);
        if (report.Values.Count == 0)
            console.WriteLine("No grant is alive on this date; take in a file of grants, or ask for another date.");
        return run.Failed > 0 ? ExitCode.NotComputed : ExitCode.Success;
    }
}
