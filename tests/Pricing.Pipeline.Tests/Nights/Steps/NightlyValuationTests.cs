using Pricing.Grants.Measurements;
using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Valuations;
using PricingFunctions.Local;
using Testing;

namespace Pricing.Pipeline.Tests.Nights.Steps;

public sealed class NightlyValuationTests(AzuriteFixture azurite) : NightTests(azurite)
{
    [Fact]
    public async Task Night_ThirdSeries_IsThePublishedAmount()
    {
        await using var host = (await StartAsync(YearsLater)).WithHub();
        await host.IngestAsync(
            "iij.csv",
            await File.ReadAllTextAsync(Path.Combine(RepositoryRoot.Find(), "samples/grants/iij-3rd-series.csv"), Cancellation),
            Cancellation);

        await host.RunNightsAsync(Cancellation);

        // 647,000 yen per right: the company's notice of 11 July 2013.
        var value = await ValueAsync(host, "3rd-series");
        // 89 rights were allotted, 135 planned.
        Assert.Equal(
            ("647000", "3235", "57583000", "87345000"),
            (value.AmountPerRight, value.ValuePerShare, value.Total, value.PlannedTotal));
        Assert.Equal("646783", (await ValueAsync(host, "3rd-series-by-the-text")).AmountPerRight);
        Assert.Equal(
            (MeasurementKind.GrantDate, ValueStatus.Final, 397, "0.01275", "18.75/3505", true),
            (value.Kind, value.Status, value.Returns, value.RiskFreeRate, value.DividendYield, value.IsSynthetic));
        var run = await host.RunAsync(Allotment, 1, Cancellation);
        Assert.Equal(
            (RunStatus.Completed, 3, 1, 3, 0, 0, 0, "tests"),
            (run.Status, run.Planned, run.Chunks, run.Rows, run.Failed, run.Provisional, run.Unchanged, run.Engine));
        Assert.Equal(CodeVersion.Current, run.EngineVersion);
        Assert.Equal((GrantDateStatus.Final, 1), await GrantDateAsync(host, "3rd-series"));
    }

    [Fact]
    public async Task Night_RunAgainAndInANewProcess_ChangesNothing()
    {
        await using var host = (await StartAsync(YearsLater)).WithHub();
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(3, Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        var content = await StorageContent.AllAsync(host.Storage, Cancellation);
        var written = await StorageContent.ETagsAsync(host.Storage.Valuations, Cancellation);

        await host.RunNightsAsync(Cancellation);
        await host.StopEngineAsync();
        await using var restarted = host.Another(settings: Settings());
        await restarted.RunNightsAsync(Cancellation);

        Assert.Equal(content, await StorageContent.AllAsync(host.Storage, Cancellation));
        Assert.Equal(written, await StorageContent.ETagsAsync(host.Storage.Valuations, Cancellation));
    }

    [Fact]
    public async Task Nights_AfterAPassThatFoundNothingDue_AreStillRun()
    {
        await using var host = (await StartAsync("2013-07-11T17:00:00+09:00")).WithHub();
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(1, Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        Assert.Empty(await host.Get<RunStore>().AllAsync(Cancellation).ToListAsync(Cancellation));

        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.RunNightsAsync(Cancellation);

        Assert.Equal(RunStatus.Completed, (await host.RunAsync(Allotment, 1, Cancellation)).Status);
    }

    [Fact]
    public async Task Night_EveningThenMorning_ProvisionalBecomesFinalAsANewVersion()
    {
        await using var host = (await StartAsync("2013-07-11T18:00:00+09:00")).WithHub();
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        var evening = await ValueAsync(host, "3rd-series");
        Assert.Equal((GrantDateStatus.Provisional, 1), await GrantDateAsync(host, "3rd-series"));

        host.Clock.SetUtcNow(At("2013-07-12T10:00:00+09:00"));
        await host.RunNightsAsync(Cancellation);

        // The curve of the 10th has 1.310 % at 15 years, that of the 11th 1.275 % (Ministry of Finance).
        var history = await HistoryAsync(host, "3rd-series");
        Assert.Equal(
            [(2, ValueStatus.Final, "0.01275", "647000"), (1, ValueStatus.Provisional, "0.0131", evening.AmountPerRight)],
            history.Select(value => (value.Version, value.Status, value.RiskFreeRate, value.AmountPerRight)));
        Assert.Equal(evening, history[1]);
        Assert.Equal((GrantDateStatus.Final, 2), await GrantDateAsync(host, "3rd-series"));
        var first = await host.RunAsync(Allotment, 1, Cancellation);
        var second = await host.RunAsync(Allotment, 2, Cancellation);
        Assert.Equal((1, 1, RunStatus.Completed), (first.Rows, first.Provisional, first.Status));
        Assert.Equal((1, 0, RunScope.Provisional), (second.Rows, second.Provisional, second.Scope));
        Assert.Null(await host.Get<NightLedger>().FindDueAsync("test", Cancellation));
    }

    [Fact]
    public async Task Night_OfTheNextDate_RemeasuresAndTakesLateGrantsIn()
    {
        using var samples = new TemporaryFolder();
        await using var host = (await StartAsync("2013-07-12T12:00:00+09:00", samples: Market.Extended(samples, ("2013-07-12", 3600m)))).WithHub();
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window), Batch.Grant("grant_id=later", "allotment_date=2013-08-01", "exercise_start=2013-08-02")), Cancellation);
        await host.RunNightsAsync(Cancellation);
        await host.IngestAsync("late.csv", Batch.Csv(Batch.Grant([.. Window, "grant_id=late"])), Cancellation);

        host.Clock.SetUtcNow(At("2013-07-12T18:00:00+09:00"));
        await host.RunNightsAsync(Cancellation);

        Assert.Equal(
            ["2013-07-12 v1 Remeasured 3600", "2013-07-11 v1 GrantDate 3505"], (await HistoryAsync(host, "3rd-series")).Select(Shown));
        Assert.Equal(
            ["2013-07-12 v1 Remeasured 3600", "2013-07-11 v1 GrantDate 3505"], (await HistoryAsync(host, "late")).Select(Shown));
        Assert.Equal(
            ["2013-07-12 v1 Indicative 3600", "2013-07-11 v1 Indicative 3505"], (await HistoryAsync(host, "later")).Select(Shown));
        Assert.Equal((GrantDateStatus.Final, 1), await GrantDateAsync(host, "late"));
        Assert.Equal(
            (2, 4), ((await host.RunAsync(Allotment, 1, Cancellation)).Rows, (await host.RunAsync(new(2013, 7, 12), 1, Cancellation)).Rows));
    }

    [Fact]
    public async Task Night_Events_LowerTheRightsAndEndTheGrant()
    {
        using var samples = new TemporaryFolder();
        await using var host = (await StartAsync("2013-07-17T12:00:00+09:00", samples: Market.Extended(samples, ("2013-07-12", 3600m), ("2013-07-16", 3610m)))).WithHub();
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(2, Window)), Cancellation);
        await host.IngestAsync(
            "events.csv",
            Batch.Csv(
                Batch.Event(Batch.Id(0), 35, date: "2013-07-12"),
                Batch.Event(Batch.Id(1), 135, date: "2013-07-16", kind: "forfeited")),
            Cancellation);

        await host.RunNightsAsync(Cancellation);

        Assert.Equal([100, 100, 135], (await HistoryAsync(host, Batch.Id(0))).Select(value => value.RightsOutstanding));
        Assert.Equal(["2013-07-12", "2013-07-11"], (await HistoryAsync(host, Batch.Id(1))).Select(value => Keys.Date(value.MeasurementDate)));
    }
}
