using Azure.Core;
using Pricing.Pipeline.Nights.Passes;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Tests.Intake.Batches;
using Testing;

namespace Pricing.Pipeline.Tests.Nights.Steps;

/// <summary>What happens to a pass from outside while it is under way.</summary>
public sealed class PassTests(AzuriteFixture azurite) : NightTests(azurite)
{
    private readonly StorageHook hook = new();

    [Theory]
    [InlineData("GET", "provisional")]
    [InlineData("DELETE", "'nights'")]
    public async Task Wake_WhileThePassIsAboutToEnd_WaitsForNoTimer(string method, string what)
    {
        await using var host = (await StartAsync(YearsLater, hook: hook)).WithHub();
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);

        // Nothing is due, which the pass has seen; whether it has also said so is what differs.
        hook.Once(
            request => request.Method.Method == method && request.Uri.ToUri().ToString().Contains(what, StringComparison.Ordinal),
            async () =>
            {
                var before = await host.Get<PassStore>().FindAsync(Cancellation);
                await AskAsync(host);
                await (await host.EngineAsync()).WakeAsync(Cancellation);
                await Eventually.TrueAsync(
                    "the wake is noted", async () => await host.Get<PassStore>().FindAsync(Cancellation) != before, Cancellation);
            });
        await host.RunNightsAsync(Cancellation);

        await Eventually.TrueAsync(
            "what was asked for is done",
            async () => (await host.Get<RunStore>().FindAsync(new(Allotment, 2), Cancellation))?.Status == RunStatus.Completed,
            Cancellation,
            TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Pass_TerminatedFromOutside_IsGoneOnWithByTheNextOneFromItsPlan()
    {
        await using var host = (await StartAsync(YearsLater, chunkSize: 1, hook: hook)).WithHub();
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(3, Window)), Cancellation);
        var engine = await host.EngineAsync();
        OncePlanned(async () =>
        {
            foreach (var instance in await engine.Hub.ListAsync(NightsPass.Prefix, Cancellation))
                await engine.Hub.TerminateAsync(instance.Id, "a test", Cancellation);
        });

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.RunNightsAsync(Cancellation));
        var plan = await PlanAsync(host);
        await host.IngestAsync("more.csv", Batch.Csv(Batch.Grants(5, Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);

        Assert.Equal(plan, await PlanAsync(host));
        await AssertDoneAsync(host, values: 3);
    }

    [Fact]
    public async Task Pass_WhoseInstancesAreGone_IsStartedAgainByItself()
    {
        await using var host = (await StartAsync(YearsLater, chunkSize: 1, hook: hook)).WithHub();
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(3, Window)), Cancellation);
        var engine = await host.EngineAsync();
        OncePlanned(async () =>
        {
            foreach (var instance in await engine.Hub.ListAsync(NightsPass.Prefix, Cancellation))
                await engine.Hub.PurgeAsync(instance.Id, Cancellation);
        });

        await host.RunNightsAsync(Cancellation);

        await AssertDoneAsync(host, values: 3);
    }

    private void OncePlanned(Func<Task> action) => hook.Once(
        request => request.Method == RequestMethod.Put && request.Uri.Path.EndsWith("/plan.json", StringComparison.Ordinal), action);

    private static async Task<Azure.ETag> PlanAsync(PipelineHost host) => (await host.Storage.RunFiles
        .GetBlobClient($"{new NightRun(Allotment, 1).Folder}/plan.ndjson.gz").GetPropertiesAsync(cancellationToken: Cancellation)).Value.ETag;

    private static async Task AssertDoneAsync(PipelineHost host, int values)
    {
        var run = await host.RunAsync(Allotment, 1, Cancellation);
        Assert.Equal((RunStatus.Completed, values, values), (run.Status, run.Planned, run.Rows));
        Assert.Null(await host.Get<PassStore>().FindAsync(Cancellation));
        var hub = (await host.EngineAsync()).Hub;
        await Eventually.TrueAsync(
            "nothing of it is running any more",
            async () => (await hub.ListAsync(NightsPass.Prefix, Cancellation)).All(instance => !instance.IsOpen),
            Cancellation);
    }
}
