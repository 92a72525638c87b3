using Azure.Data.Tables;
using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Nights.Steps;
using Pricing.Pipeline.Orchestration;
using PricingFunctions.Local.Engine;
using Testing;

namespace PricingFunctions.Local.Tests.Engine;

public sealed class LedgerRunnerTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly NightRun Run = new(new(2013, 7, 11), 1);
    private static readonly DateTimeOffset YearsLater = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
    private PipelineHost host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await PipelineHost.StartAsync(
        await azurite.NewStorageAsync(Cancellation), YearsLater, Settings(), cancellationToken: Cancellation);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Run_StoppedAfterEveryNumberOfCalls_EndsLikeAnUndisturbedOne()
    {
        await PrepareAsync(host);
        var whole = await host.Get<LedgerRunner>().RunAsync(NightlyValuation.Night, Run.InstanceId, Run, Cancellation);
        var content = await StorageContent.AllAsync(host.Storage, Cancellation);

        // Start, plan, the look at a cancel, fetch, another look, the chunks, complete.
        const int calls = 7;
        for (var made = 0; made <= calls; made++)
        {
            await using var stopped = host.Another(await azurite.NewStorageAsync(Cancellation), Settings());
            await PrepareAsync(stopped);
            await Assert.ThrowsAsync<Stop>(() => stopped.Get<LedgerRunner>().RunAsync(
                Stopping(NightlyValuation.Night, made), Run.InstanceId, Run, Cancellation));
            Assert.Equal(made, await HistoryLengthAsync(stopped));

            await using var restarted = stopped.Another(settings: Settings());
            var result = await restarted.Get<LedgerRunner>().RunAsync(NightlyValuation.Night, Run.InstanceId, Run, Cancellation);

            Assert.Equal(whole, result);
            Assert.Equal(content, await StorageContent.AllAsync(stopped.Storage, Cancellation));
        }
    }

    [Fact]
    public async Task Run_AnsweredCall_IsNotMadeAgain()
    {
        await PrepareAsync(host);
        await Assert.ThrowsAsync<Stop>(() => host.Get<LedgerRunner>().RunAsync(
            Stopping(NightlyValuation.Night, 2), Run.InstanceId, Run, Cancellation));
        var started = (await host.RunAsync(Run.Date, 1, Cancellation)).StartedAt;
        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.Storage.RunFiles.GetBlobClient($"{Run.Folder}/plan.json").DeleteAsync(cancellationToken: Cancellation);

        // A second planning would write the summary again; without it the fetch fails.
        await using var restarted = host.Another(settings: Settings());
        await restarted.Get<LedgerRunner>().RunAsync(NightlyValuation.Night, Run.InstanceId, Run, Cancellation);

        var run = await host.RunAsync(Run.Date, 1, Cancellation);
        Assert.Equal(
            (RunStatus.Failed, "FetchMarketData: The run 2013-07-11 v1 has no plan.", started),
            (run.Status, run.FailureReason, run.StartedAt));
    }

    [Fact]
    public async Task Run_CodeThatCallsSomethingElse_StopsWithBothNames()
    {
        await PrepareAsync(host);
        await Assert.ThrowsAsync<Stop>(() => host.Get<LedgerRunner>().RunAsync(
            Stopping(NightlyValuation.Night, 2), Run.InstanceId, Run, Cancellation));
        var changed = new OrchestrationCall<NightRun, RunState>("Changed", async (context, run) =>
        {
            await context.CallAsync(NightlyValuation.Start, run);
            return await context.CallAsync(NightlyValuation.Complete, run);
        });

        var mismatch = await Assert.ThrowsAsync<HistoryMismatchException>(() =>
            host.Get<LedgerRunner>().RunAsync(changed, Run.InstanceId, Run, Cancellation));

        Assert.StartsWith(
            "Call 1 of 'night-2013-07-11-v1' was 'PlanNight' when the run started and is 'CompleteRun' now.", mismatch.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_AtItsEnd_IsForgottenAndLeftAloneWhenItIsRunAgain()
    {
        await PrepareAsync(host);
        var first = await host.Get<LedgerRunner>().RunAsync(NightlyValuation.Night, Run.InstanceId, Run, Cancellation);
        var content = await StorageContent.AllAsync(host.Storage, Cancellation);
        host.Clock.Advance(TimeSpan.FromHours(1));

        var second = await host.Get<LedgerRunner>().RunAsync(NightlyValuation.Night, Run.InstanceId, Run, Cancellation);

        Assert.Equal(0, await HistoryLengthAsync(host));
        Assert.Equal(first, second);
        Assert.Equal(content, await StorageContent.AllAsync(host.Storage, Cancellation));
    }

    [Fact]
    public async Task Activity_ThatFails_IsTriedAgainAfterADelayUntilItSucceeds()
    {
        await PrepareAsync(host);
        await host.Get<RunClaim>().TakeAsync(Run, "another", Cancellation);
        await using var patient = host.Another(settings: Settings(("Engine:RetryDelay", "00:00:10"), ("Engine:Retries", "20")));
        var running = patient.Get<LedgerRunner>().RunAsync(NightlyValuation.Night, Run.InstanceId, Run, Cancellation);

        await host.Get<RunClaim>().ReleaseAsync(Run, "another", Cancellation);
        await Eventually.TrueAsync(
            "the run ends",
            () =>
            {
                host.Clock.Advance(TimeSpan.FromMinutes(1));
                return running.IsCompleted;
            },
            Cancellation);

        Assert.Equal(RunStatus.Completed, (await running).Status);
    }

    [Fact]
    public async Task Activity_ThatGoesOnFailing_ReachesTheOrchestrationAsTheOneException()
    {
        await PrepareAsync(host);
        await host.Get<RunClaim>().TakeAsync(Run, "another", Cancellation);
        var start = new OrchestrationCall<NightRun, RunState>("Start", (context, run) => context.CallAsync(NightlyValuation.Start, run));

        var failure = await Assert.ThrowsAsync<ActivityFailedException>(() =>
            host.Get<LedgerRunner>().RunAsync(start, Run.InstanceId, Run, Cancellation));

        Assert.StartsWith("StartRun: The run 2013-07-11 v1 is claimed by the engine 'another'", failure.Message, StringComparison.Ordinal);
        Assert.InRange(failure.Message.Length, 1, 400);
    }

    [Fact]
    public async Task Activity_ThatGoesOnFailingInAnOrchestrationBelow_ReachesTheOneAboveWithItsMessage()
    {
        await PrepareAsync(host);
        var below = new OrchestrationCall<NightRun, RunState>("Below", (context, run) => context.CallAsync(NightlyValuation.Complete, run));
        var above = new OrchestrationCall<NightRun, RunState>("Above", async (context, run) =>
        {
            try
            {
                return await context.CallAsync(below, "below", run);
            }
            catch (ActivityFailedException failure)
            {
                return await context.CallAsync(NightlyValuation.Fail, new RunFailure(run, failure.Message));
            }
        });

        await host.Get<LedgerRunner>().RunAsync(above, Run.InstanceId, Run, Cancellation);

        Assert.Equal("CompleteRun: The run 2013-07-11 v1 has no plan.", (await host.RunAsync(Run.Date, 1, Cancellation)).FailureReason);
        Assert.Equal(0, await HistoryLengthAsync(host));
    }

    private static Dictionary<string, string?> Settings(params (string Name, string Value)[] others)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Night:FirstDate"] = "2013-07-11",
            ["Night:LastDate"] = "2013-07-11",
            ["Valuation:ChunkSize"] = "1",
        };
        foreach (var (name, value) in others)
            settings[name] = value;
        return settings;
    }

    /// <summary>Takes the samples in and has the sample night asked for.</summary>
    private static async Task PrepareAsync(PipelineHost host)
    {
        await host.IngestAsync(
            "iij.csv",
            await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Find(), "samples/grants/iij-3rd-series.csv"), Cancellation),
            Cancellation);
        Assert.Equal(Run, await host.Get<NightLedger>().FindDueAsync("test", Cancellation));
    }

    private static OrchestrationCall<TInput, TOutput> Stopping<TInput, TOutput>(
        OrchestrationCall<TInput, TOutput> orchestration, int calls) => new(orchestration.Name, async (context, input) =>
        {
            await orchestration.Body(new Counted(context, calls), input);
            throw new Stop();
        });

    private static Task<int> HistoryLengthAsync(PipelineHost host) => host.Storage.Ledger
        .QueryAsync<TableEntity>($"PartitionKey eq 'history|{Run.InstanceId}'", cancellationToken: Cancellation)
        .CountAsync(Cancellation).AsTask();

    private sealed class Stop : Exception;

    /// <summary>Lets some calls through and stops before the next one, as a crash would.</summary>
    private sealed class Counted(IOrchestrationContext inner, int calls) : IOrchestrationContext
    {
        private int made;

        public Task<bool> IsCancelRequestedAsync() => Next(inner.IsCancelRequestedAsync);

        public Task<TOutput> CallAsync<TInput, TOutput>(ActivityCall<TInput, TOutput> activity, TInput input) =>
            Next(() => inner.CallAsync(activity, input));

        public Task<IReadOnlyList<TOutput>> FanOutAsync<TInput, TOutput>(
            ActivityCall<TInput, TOutput> activity, IReadOnlyList<TInput> inputs) => Next(() => inner.FanOutAsync(activity, inputs));

        public Task<TOutput> CallAsync<TInput, TOutput>(
            OrchestrationCall<TInput, TOutput> orchestration, string instanceId, TInput input) =>
            Next(() => inner.CallAsync(orchestration, instanceId, input));

        public void Show(RunProgress progress) => inner.Show(progress);

        public void ContinueAsNew() => inner.ContinueAsNew();

        private Task<T> Next<T>(Func<Task<T>> call) => made++ < calls ? call() : throw new Stop();
    }
}
