using System.Diagnostics.Metrics;
using System.Text;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Intake.Batches;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Tests.Telemetry;
using Pricing.Pipeline.Valuations;
using Testing;

namespace Pricing.Pipeline.Tests.Nights.Steps;

/// <summary>Facts that no longer are what their bodies state make no final value, whoever changed them.</summary>
public sealed class FactsDamageTests(AzuriteFixture azurite) : NightTests(azurite)
{
    [Theory]
    [InlineData("prices/37740", "20130711 3505", "20130711 3506", "DamagedData market-data/prices/37740=2013-07-11: is not what the body raw-market-data/")]
    [InlineData("prices/37740", "20130705 ", "20130704 ", "DamagedData market-data/prices/37740=2013-07-0")]
    [InlineData("prices/37740", "x200", "x201", "DamagedData market-data/prices/37740=2012-09-26: is not what the body raw-market-data/")]
    [InlineData("dividends/37740", " 10 ", " 11 ", "DamagedData market-data/dividends/37740=")]
    [InlineData("curves/jgb", "1.275", "1.276", "DamagedData market-data/curves/jgb 2013-07-11=2013-07-11: is not what the body raw-market-data/")]
    public async Task Rerun_ChangedFact_FailsTheGrantsOfItAndNamesThePlace(string name, string text, string other, string failure)
    {
        var storage = await Azurite.NewStorageAsync(Cancellation);
        var host = await StartAsync(storage);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(2, Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        await ChangeAsync(host.Storage.MarketData.GetBlobClient(name), text, other);
        await host.DisposeAsync();
        await using var restarted = await StartAsync(storage);
        using var measures = new Measures(restarted.Get<IMeterFactory>());

        await AskAsync(restarted);
        await restarted.RunNightsAsync(Cancellation);

        Assert.Contains("content.damaged{} 1", measures.Found);
        var values = await HistoryAsync(restarted, Batch.Id(0));
        Assert.Equal([(2, ValueStatus.Failed), (1, ValueStatus.Final)], values.Select(value => (value.Version, value.Status)));
        Assert.StartsWith(failure, values[0].Failures, StringComparison.Ordinal);
        Assert.Equal(("", ""), (values[0].AmountPerRight, values[0].Evidence));
        Assert.Equal((2, 2), ((await restarted.RunAsync(Allotment, 2, Cancellation)).Rows, (await restarted.RunAsync(Allotment, 2, Cancellation)).Failed));
    }

    [Fact]
    public async Task Rerun_LineOfAClosingPriceGone_FailsTheGrantsOfTheShare()
    {
        var storage = await Azurite.NewStorageAsync(Cancellation);
        var host = await StartAsync(storage);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        var blob = host.Storage.MarketData.GetBlobClient("prices/37740");
        var lines = (await blob.DownloadContentAsync(Cancellation)).Value.Content.ToString().Split('\n').ToList();
        lines.RemoveAt(lines.FindIndex(line => line.StartsWith("20130705 ", StringComparison.Ordinal)));
        await blob.UploadAsync(BinaryData.FromString(string.Join('\n', lines)), overwrite: true, Cancellation);
        await host.DisposeAsync();
        await using var restarted = await StartAsync(storage);

        await AskAsync(restarted);
        await restarted.RunNightsAsync(Cancellation);

        Assert.StartsWith(
            "DamagedData market-data/prices/37740=2013-07-05: is not stored, though the body raw-market-data/",
            (await HistoryAsync(restarted, "3rd-series"))[0].Failures,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(" 20120930 ", " 20120929 ", "2012-09-26: is not what the body raw-market-data/")]
    [InlineData(" - - - @0\n1 ", " - withdrawn - @0\n1 ", "2012-09-26: is not what the body raw-market-data/")]
    [InlineData("\n1 gratis-allotment 20220929 x2 20220930 - - N - - - - - @0", "", "2022-09-29: is not stored, though the body raw-market-data/")]
    public async Task Rerun_ChangedCorporateAction_FailsTheGrantsOfTheShare(string text, string other, string failure)
    {
        var storage = await Azurite.NewStorageAsync(Cancellation);
        var host = await StartAsync(storage);
        using var actions = new MemoryStream(Encoding.UTF8.GetBytes(
            "code,kind,ratio,record_date,effective_date\n3774,split,1:200,2012-09-30,2012-10-01\n3774,gratis_allotment,1:2,2022-09-30,\n"));
        await host.Get<FileIntake>().TakeAsync(actions, new() { Name = "actions.csv", Door = "test" }, Cancellation);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        Assert.Equal(ValueStatus.Final, (await HistoryAsync(host, "3rd-series"))[0].Status);
        await ChangeAsync(host.Storage.MarketData.GetBlobClient("actions/37740"), text, other);
        await host.DisposeAsync();
        await using var restarted = await StartAsync(storage);

        await AskAsync(restarted);
        await restarted.RunNightsAsync(Cancellation);

        var value = (await HistoryAsync(restarted, "3rd-series"))[0];
        Assert.Equal((2, ValueStatus.Failed), (value.Version, value.Status));
        Assert.Contains($"DamagedData market-data/actions/37740={failure}", value.Failures, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "the body that it came from does not match its hash")]
    [InlineData(true, "the body that it came from is not there")]
    public async Task Rerun_ChangedOrMissingBody_FailsTheGrantsOfIt(bool isGone, string reason)
    {
        var storage = await Azurite.NewStorageAsync(Cancellation);
        var host = await StartAsync(storage);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        await foreach (var body in host.Storage.RawMarketData.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, null, Cancellation))
        {
            var blob = host.Storage.RawMarketData.GetBlobClient(body.Name);
            if (isGone) await blob.DeleteAsync(cancellationToken: Cancellation);
            else await blob.UploadAsync(BinaryData.FromString("{}"), overwrite: true, Cancellation);
        }

        await host.DisposeAsync();
        await using var restarted = await StartAsync(storage);
        await AskAsync(restarted);
        await restarted.RunNightsAsync(Cancellation);

        var value = (await HistoryAsync(restarted, "3rd-series"))[0];
        Assert.Equal((2, ValueStatus.Failed), (value.Version, value.Status));
        Assert.All(
            ["market-data/prices/37740", "market-data/dividends/37740", "market-data/curves/jgb 2013-07-11"],
            place => Assert.Contains($"DamagedData {place}=raw-market-data/", value.Failures, StringComparison.Ordinal));
        Assert.Contains(reason, value.Failures, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rerun_FactThatWasMended_IsTakenByTheSameProcess()
    {
        var storage = await Azurite.NewStorageAsync(Cancellation);
        await using (var host = await StartAsync(storage))
        {
            await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
            await host.RunNightsAsync(Cancellation);
        }

        var blob = storage.MarketData.GetBlobClient("curves/jgb");
        await ChangeAsync(blob, "1.275", "1.276");
        await using var restarted = await StartAsync(storage);
        await AskAsync(restarted);
        await restarted.RunNightsAsync(Cancellation);
        await ChangeAsync(blob, "1.276", "1.275");
        await AskAsync(restarted);
        await restarted.RunNightsAsync(Cancellation);

        Assert.Equal(
            [ValueStatus.Final, ValueStatus.Failed, ValueStatus.Final], (await HistoryAsync(restarted, "3rd-series")).Select(value => value.Status));
    }

    /// <summary>What is stored of the share stays the same, so nothing but the damage that was found says to look again.</summary>
    [Fact]
    public async Task Rerun_BodiesThatWereRestored_AreTakenByTheSameProcess()
    {
        var storage = await Azurite.NewStorageAsync(Cancellation);
        await using (var host = await StartAsync(storage))
        {
            await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
            await host.RunNightsAsync(Cancellation);
        }

        var bodies = new Dictionary<string, BinaryData>();
        await foreach (var body in storage.RawMarketData.GetBlobsAsync(cancellationToken: Cancellation))
        {
            var blob = storage.RawMarketData.GetBlobClient(body.Name);
            bodies[body.Name] = (await blob.DownloadContentAsync(Cancellation)).Value.Content;
            await blob.UploadAsync(BinaryData.FromString("{}"), overwrite: true, Cancellation);
        }

        await using var restarted = await StartAsync(storage);
        await AskAsync(restarted);
        await restarted.RunNightsAsync(Cancellation);
        foreach (var (name, content) in bodies) await storage.RawMarketData.GetBlobClient(name).UploadAsync(content, overwrite: true, Cancellation);
        await AskAsync(restarted);
        await restarted.RunNightsAsync(Cancellation);

        Assert.Equal(
            [ValueStatus.Final, ValueStatus.Failed, ValueStatus.Final], (await HistoryAsync(restarted, "3rd-series")).Select(value => value.Status));
    }

    [Fact]
    public async Task Rerun_ChangedCurve_LeavesGrantsAloneThatStateTheirRate()
    {
        var storage = await Azurite.NewStorageAsync(Cancellation);
        var host = await StartAsync(storage);
        await host.IngestAsync(
            "batch.csv",
            Batch.Csv(
                Batch.Grant([.. Window, "grant_id=by the curve"]),
                Batch.Grant([.. Window, "grant_id=by itself", "risk_free_rate=0.01275", "rate_source=board"])),
            Cancellation);
        await host.RunNightsAsync(Cancellation);
        await ChangeAsync(host.Storage.MarketData.GetBlobClient("curves/jgb"), "1.275", "1.276");
        await host.DisposeAsync();
        await using var restarted = await StartAsync(storage);

        await AskAsync(restarted);
        await restarted.RunNightsAsync(Cancellation);

        Assert.Equal([ValueStatus.Failed, ValueStatus.Final], (await HistoryAsync(restarted, "by the curve")).Select(value => value.Status));
        Assert.Equal([ValueStatus.Final], (await HistoryAsync(restarted, "by itself")).Select(value => value.Status));
    }

    private static Task<PipelineHost> StartAsync(PipelineStorage storage) =>
        PipelineHost.StartAsync(storage, At(YearsLater), Settings(), cancellationToken: Cancellation);

    private static async Task ChangeAsync(BlobClient blob, string text, string other)
    {
        var content = (await blob.DownloadContentAsync(Cancellation)).Value.Content.ToString();
        var changed = content.Replace(text, other, StringComparison.Ordinal);
        Assert.NotEqual(content, changed);
        await blob.UploadAsync(BinaryData.FromString(changed), overwrite: true, Cancellation);
    }
}
