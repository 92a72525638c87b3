using System.Collections.Concurrent;
using Azure;
using Azure.Core;
using DurableTask.AzureStorage;
using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Passes;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Orchestration;
using PricingFunctions.Local.TaskHub;
using Testing;

namespace PricingFunctions.Local.Tests.TaskHub;

/// <summary>Nights in a hub on Azurite.</summary>
public sealed class NightsEngineTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly NightRun Run = new(new(2013, 7, 11), 1);
    private static readonly DateTimeOffset YearsLater = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly StorageHook hook = new();
    private PipelineHost host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await PipelineHost.StartAsync(
            await azurite.NewStorageAsync(Cancellation, hook), YearsLater, Settings(), cancellationToken: Cancellation);
        await host.IngestAsync(
            "iij.csv",
            await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Find(), "samples/grants/iij-3rd-series.csv"), Cancellation),
            Cancellation);
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Night_HubDeletedInItsMiddle_CostsTimeOnly()
    {
        OncePlanned(async () =>
        {
            using var hub = new AzureStorageOrchestrationService(host.Get<HubSettings>().Create());
            await hub.DeleteAsync();
        });

        await host.RunNightsAsync(Cancellation);

        var run = await host.RunAsync(Run.Date, Run.Version, Cancellation);
        Assert.Equal((RunStatus.Completed, 3, 3, 0), (run.Status, run.Planned, run.Rows, run.Failed));
        Assert.Null(await host.Get<PassStore>().FindAsync(Cancellation));
    }

    /// <summary>An emulator that is killed loses what it acknowledged: an instance may be open without a message that moves it.</summary>
    [Fact]
    public async Task Night_WhoseMessagesTheStorageLost_IsStartedAgainSoon()
    {
        var settings = host.Get<HubSettings>().Create();
        using var hub = new AzureStorageOrchestrationService(settings);
        await hub.CreateIfNotExistsAsync();
        await host.Get<NightsKeeper>().EnsureAsync("test", Cancellation);
        var lost = (await host.Get<PassStore>().FindAsync(Cancellation))!.Pass;
        var queues = settings.StorageAccountClientProvider!.Queue;
        var service = queues.CreateClient(queues.CreateOptions());
        await foreach (var queue in service.GetQueuesAsync(prefix: "tests-", cancellationToken: Cancellation))
            await service.GetQueueClient(queue.Name).ClearMessagesAsync(Cancellation);

        await using var impatient = host.Another(settings: new Dictionary<string, string?>(Settings()) { ["Engine:Standstill"] = "00:00:02" });
        await impatient.RunNightsAsync(Cancellation);

        Assert.Equal(RunStatus.Completed, (await host.RunAsync(Run.Date, Run.Version, Cancellation)).Status);
        Assert.DoesNotContain(await host.Get<LocalTaskHub>().ListAsync("", Cancellation), instance => instance.Id == lost.InstanceId);
    }

    [Fact]
    public async Task Night_AtItsEnd_LeavesNothingInTheHubAndIsLeftAloneWhenItIsAskedForAgain()
    {
        await host.RunNightsAsync(Cancellation);
        var hub = host.Get<LocalTaskHub>();
        await Eventually.TrueAsync(
            "the hub is empty", async () => await hub.ListAsync("", Cancellation) is [], Cancellation);
        var content = await StorageContent.AllAsync(host.Storage, Cancellation);

        await host.RunNightsAsync(Cancellation);

        Assert.Equal(content, await StorageContent.AllAsync(host.Storage, Cancellation));
    }

    [Fact]
    public async Task Night_UnderWay_ShowsHowFarItIs()
    {
        var shown = new ConcurrentQueue<RunProgress>();
        host.Get<NightsEngine>().Progress += shown.Enqueue;

        // The last step of the run, which takes its claim back, waits until that is seen.
        hook.Once(
            request => request.Headers.TryGetValue("x-ms-lease-action", out var action) && action == "release",
            () => Eventually.TrueAsync("it is seen", () => !shown.IsEmpty, Cancellation));
        await host.RunNightsAsync(Cancellation);

        Assert.Equal(new RunProgress(Run.Date, Run.Version, 3, 3, 3, 0, 0), shown.Last());
    }

    [Fact]
    public async Task Activity_ThatFails_IsTriedAgainUntilItSucceeds()
    {
        await host.Get<NightLedger>().FindDueAsync("test", Cancellation);
        await host.Get<RunClaim>().TakeAsync(Run, new("another"), Cancellation);
        hook.Once(
            request => request.Uri.Query.Contains("comp=lease", StringComparison.Ordinal),
            () => host.Get<RunClaim>().ReleaseAsync(Run, "another", Cancellation));

        await host.RunNightsAsync(Cancellation);

        Assert.Equal(RunStatus.Completed, (await host.RunAsync(Run.Date, Run.Version, Cancellation)).Status);
    }

    /// <summary>However often the storage is away, that costs a run none of its tries, of which a step has four here.</summary>
    [Fact]
    public async Task Activity_WhoseStorageIsAwayMoreOftenThanItIsTried_GoesOnWhenItIsBack()
    {
        var away = 0;
        hook.Each(
            request => request.Method == RequestMethod.Get && request.Uri.Path.EndsWith("/plan.json", StringComparison.Ordinal),
            () => ++away > 5 ? Task.CompletedTask : throw new RequestFailedException(0, "Connection refused", null, new HttpRequestException(HttpRequestError.ConnectionError)));

        await host.RunNightsAsync(Cancellation);

        var run = await host.RunAsync(Run.Date, Run.Version, Cancellation);
        Assert.Equal((RunStatus.Completed, 1), (run.Status, run.Attempts));
        Assert.True(away > 5);
    }

    [Fact]
    public async Task Run_ClaimedByAnotherEngine_IsLeftAloneAndDoneLater()
    {
        await host.Get<NightLedger>().FindDueAsync("test", Cancellation);
        await host.Get<RunClaim>().TakeAsync(Run, new("another"), Cancellation);

        await host.RunNightsAsync(Cancellation);
        var left = await host.RunAsync(Run.Date, Run.Version, Cancellation);
        await host.Get<RunClaim>().ReleaseAsync(Run, "another", Cancellation);
        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.RunNightsAsync(Cancellation);

        Assert.Equal((RunStatus.Requested, ""), (left.Status, left.Engine));
        Assert.Equal(RunStatus.Completed, (await host.RunAsync(Run.Date, Run.Version, Cancellation)).Status);
    }

    [Fact]
    public async Task Night_OfTwoHosts_IsValuedByBoth()
    {
        var batch = "issuer,grant_id,security_code,currency,allotment_date,window_from,window_to,exercise_start,exercise_end,exercise_price,shares_per_right,maximum_rights,allotted_rights,expected_remaining_years,policy\n"
            + string.Concat(Enumerable.Range(0, 21).Select(number => $"IIJ,many-{number:D2},3774,JPY,2013-07-11,2005-12-02,2013-07-11,2013-07-12,2043-07-11,1,200,135,135,15,iij-practice\n"));
        await host.IngestAsync("many.csv", batch, Cancellation);
        var (own, others) = (hook.Count(IsExport), new StorageHook());
        await using var another = host.Another(others.On(host.Storage), Settings());
        var theirs = others.Count(IsExport);

        // What a host has valued is not done before the other has valued something too, so neither can do it all.
        var (here, there) = (NewMark(), NewMark());
        hook.Each(IsExport, () => MeetAsync(here, there));
        others.Each(IsExport, () => MeetAsync(there, here));
        await another.EngineAsync();

        await host.RunNightsAsync(Cancellation);

        Assert.Equal(24, (await host.RunAsync(Run.Date, Run.Version, Cancellation)).Rows);
        Assert.Equal(24, own() + theirs());
        Assert.InRange(own(), 1, 23);
    }

    /// <summary>Whoever waits for a night must not be told why one before it failed.</summary>
    [Fact]
    public async Task Stopped_PassesThatFail_IsRaisedOnceForEachThatThisHostWasAskedFor()
    {
        hook.Each(IsListOfTheLedger, Refuse);
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.RunNightsAsync(Cancellation));
        await host.StopEngineAsync();
        var nexts = new StorageHook();
        await using var next = host.Another(nexts.On(host.Storage), Settings());
        var looks = nexts.Count(request => request.Uri.Path.Contains("'nights'", StringComparison.Ordinal));
        nexts.Each(IsListOfTheLedger, Refuse);
        var told = new ConcurrentQueue<string>();
        next.Get<NightsEngine>().Stopped += told.Enqueue;

        // The pass that failed before is looked at when the engine starts, before anybody asks.
        await next.EngineAsync();
        await Eventually.TrueAsync("it looks", () => looks() > 0, Cancellation);

        foreach (var count in new[] { 1, 2 })
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => next.RunNightsAsync(Cancellation));
            Assert.Equal(count, told.Count);
        }
    }

    private static bool IsListOfTheLedger(Request request) =>
        request.Method == RequestMethod.Get && request.Uri.Path.Contains("/ledger()", StringComparison.Ordinal);

    private static Task Refuse() => throw new RequestFailedException(400, "The list is refused.");

    private static TaskCompletionSource NewMark() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static Task MeetAsync(TaskCompletionSource mine, TaskCompletionSource others)
    {
        mine.TrySetResult();
        return others.Task.WaitAsync(Patience, Cancellation);
    }

    private static bool IsExport(Request request) =>
        request.Method == RequestMethod.Put && request.Uri.Path.Contains("/values/", StringComparison.Ordinal);

    private void OncePlanned(Func<Task> action) => hook.Once(
        request => request.Method == RequestMethod.Put && request.Uri.Path.EndsWith("/plan.json", StringComparison.Ordinal), action);

    private static Dictionary<string, string?> Settings() => new()
    {
        ["Night:FirstDate"] = "2013-07-11",
        ["Night:LastDate"] = "2013-07-11",
        ["Valuation:ChunkSize"] = "1",
        ["Engine:ActivitiesAtOnce"] = "2",
    };
}
