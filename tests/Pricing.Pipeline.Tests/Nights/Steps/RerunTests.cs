using Azure.Data.Tables;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Nights.Steps;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;
using Testing;

namespace Pricing.Pipeline.Tests.Nights.Steps;

public sealed class RerunTests(AzuriteFixture azurite) : NightTests(azurite)
{
    [Fact]
    public async Task Rerun_NothingChanged_WritesNoValue()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(2, Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);

        await AskAsync(host);
        await host.RunNightsAsync(Cancellation);

        var run = await host.RunAsync(Allotment, 2, Cancellation);
        Assert.Equal((RunStatus.Completed, 2, 0, 2), (run.Status, run.Planned, run.Rows, run.Unchanged));
        Assert.Equal([1], (await HistoryAsync(host, Batch.Id(0))).Select(value => value.Version));
        Assert.Equal((GrantDateStatus.Final, 1), await GrantDateAsync(host, Batch.Id(0)));
    }

    /// <summary>The run that stored the value was given up before it came to note it beside the grant.</summary>
    [Fact]
    public async Task Rerun_ValueThatWasNeverNoted_NotesItBesideItsGrant()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(2, Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        await host.Storage.Grants.UpdateEntityAsync(
            new TableEntity(Partition, Batch.Id(0))
            {
                [nameof(StoredGrant.GrantDateStatus)] = nameof(GrantDateStatus.None),
                [nameof(StoredGrant.GrantDateVersion)] = 0,
            },
            Azure.ETag.All,
            TableUpdateMode.Merge,
            Cancellation);

        await AskAsync(host);
        await host.RunNightsAsync(Cancellation);

        var run = await host.RunAsync(Allotment, 2, Cancellation);
        Assert.Equal((0, 2), (run.Rows, run.Unchanged));
        Assert.Equal((GrantDateStatus.Final, 1), await GrantDateAsync(host, Batch.Id(0)));
    }

    /// <summary>An emulator that was killed may have lost the facts and kept the values: these cannot be proven any more.</summary>
    [Fact]
    public async Task Rerun_FactsThatWereLostAndCameAgain_StoresTheValueAgain()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        foreach (var container in new[] { host.Storage.MarketData, host.Storage.RawMarketData })
        {
            await foreach (var blob in container.GetBlobsAsync(cancellationToken: Cancellation))
                await container.DeleteBlobAsync(blob.Name, cancellationToken: Cancellation);
        }

        host.Clock.Advance(TimeSpan.FromDays(1));
        await AskAsync(host);
        await host.RunNightsAsync(Cancellation);

        var run = await host.RunAsync(Allotment, 2, Cancellation);
        Assert.Equal((RunStatus.Completed, 1, 0, 0), (run.Status, run.Rows, run.Unchanged, run.Failed));
        var versions = await HistoryAsync(host, "3rd-series");
        Assert.Equal([(2, "647000"), (1, "647000")], versions.Select(value => (value.Version, value.AmountPerRight)));
    }

    [Fact]
    public async Task Rerun_GrantOfALaterAllotmentCameInMeanwhile_TakesUpNoEstimateOfIt()
    {
        string[] later = ["allotment_date=2013-08-01", "exercise_start=2013-08-02"];
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window), Batch.Grant([.. later, "grant_id=planned"])), Cancellation);
        await host.RunNightsAsync(Cancellation);
        host.Clock.Advance(TimeSpan.FromDays(1));
        await host.IngestAsync("more.csv", Batch.Csv(Batch.Grant([.. later, "grant_id=unknown-then"])), Cancellation);

        await AskAsync(host);
        await host.RunNightsAsync(Cancellation);

        var run = await host.RunAsync(Allotment, 2, Cancellation);
        Assert.Equal((RunStatus.Completed, 2, 2), (run.Status, run.Planned, run.Unchanged));
        Assert.Single(await HistoryAsync(host, "planned"));
        Assert.Empty(await HistoryAsync(host, "unknown-then"));
    }

    [Fact]
    public async Task Rerun_EveryGrantFailsAgain_CountsThemAsFailedThoughNothingIsStored()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(2, "security_code=9999")), Cancellation);
        await host.RunNightsAsync(Cancellation);

        await AskAsync(host);
        await host.RunNightsAsync(Cancellation);

        var run = await host.RunAsync(Allotment, 2, Cancellation);
        Assert.Equal((RunStatus.Completed, 0, 2, 2), (run.Status, run.Rows, run.Unchanged, run.Failed));
        Assert.Equal(
            [(1, ValueStatus.Failed), (1, ValueStatus.Failed)],
            await host.Get<DateValues>().OfAsync(Allotment, Cancellation).Select(value => (value.Version, value.Status)).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Rerun_RoundingChangedUnderTheSameVersionOfThePolicy_StoresTheValueAgain()
    {
        var own = new Dictionary<string, string?>(Settings())
        {
            ["Policies:0:Name"] = "own",
            ["Policies:0:BasedOn"] = "iij-practice",
        };
        await using var host = await StartAsync(YearsLater);
        await using (var before = host.Another(settings: own))
        {
            await before.IngestAsync("batch.csv", Batch.Csv(Batch.Grant([.. Window, "policy=own"])), Cancellation);
            await before.RunNightsAsync(Cancellation);
        }

        await AskAsync(host);
        await using var after = host.Another(settings: new Dictionary<string, string?>(own) { ["Policies:0:ValuePerShareRounding"] = "up" });
        await after.RunNightsAsync(Cancellation);

        var values = await HistoryAsync(host, "3rd-series");
        Assert.Equal([(2, "647000"), (1, "647000")], values.Select(value => (value.Version, value.AmountPerRight)).Order().Reverse());
        Assert.Equal(2, values.Select(value => value.PolicyHash).Distinct().Count());
        Assert.Equal(values[0].InputHash, values[1].InputHash);
    }

    [Fact]
    public async Task Rerun_AmountStoredByAnEngineThatWasWrong_IsStoredAgain()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(2, Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        var right = await ValueAsync(host, Batch.Id(0));
        await ChangeValueAsync(host, right, "amountPerRight", "646999");
        await ChangeValueAsync(host, await ValueAsync(host, Batch.Id(1)), "engine", "0.0.1");

        await AskAsync(host);
        await host.RunNightsAsync(Cancellation);

        Assert.Equal([right.AmountPerRight, "646999"], (await HistoryAsync(host, Batch.Id(0))).Select(value => value.AmountPerRight));
        Assert.Single(await HistoryAsync(host, Batch.Id(1)));
    }

    [Fact]
    public async Task Rerun_ValueFromBeforePoliciesWereHashed_IsUnchangedWhereItsAmountsAre()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        await ChangeValueAsync(host, await ValueAsync(host, "3rd-series"), "policyHash", null);

        await AskAsync(host);
        await host.RunNightsAsync(Cancellation);

        Assert.Equal(1, (await host.RunAsync(Allotment, 2, Cancellation)).Unchanged);
        Assert.Null(Assert.Single(await HistoryAsync(host, "3rd-series")).PolicyHash);
    }

    private static async Task ChangeValueAsync(PipelineHost host, ValueRecord value, string column, string? to)
    {
        var key = Keys.Value(value.GrantId, value.MeasurementDate, value.Version);
        var row = (await host.Storage.Valuations.GetEntityAsync<TableEntity>(Partition, key, cancellationToken: Cancellation)).Value;
        if (to is null) row.Remove(column);
        else row[column] = to;
        // As a version of the code left it that sealed nothing.
        row.Remove("hash");
        await host.Storage.Valuations.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancellation);
    }

    [Fact]
    public async Task Rerun_CorrectedCloseAndAmendedGrant_WritesOnlyWhatChangedAndKeepsTheOld()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grants(2, Window)), Cancellation);
        await host.IngestAsync("other.csv", Batch.Csv(Batch.Grant(["issuer=Other", .. Window])), Cancellation);
        await host.RunNightsAsync(Cancellation);
        var before = await ValueAsync(host, Batch.Id(1));
        await host.IngestAsync(
            "amend.csv", Batch.Csv(Batch.Grant([.. Window, $"grant_id={Batch.Id(1)}", "exercise_price=9", "amends=1", "amend_reason=typo"])), Cancellation);

        await AskAsync(host, "IIJ");
        await host.RunNightsAsync(Cancellation);
        var run = await host.RunAsync(Allotment, 2, Cancellation);
        Assert.Equal((2, 1, 1), (run.Planned, run.Rows, run.Unchanged));
        Assert.Equal(["2", "9"], (await HistoryAsync(host, Batch.Id(1))).Select(value => value.ExercisePrice).Order());
        Assert.Equal(before, (await HistoryAsync(host, Batch.Id(1)))[1]);

        var correction = await host.Get<RawArchive>().KeepAsync(
            new("file", "correction.csv", 0, At(YearsLater), IsSynthetic: false), "Date,Close\n2013-07-11,3500\n"u8.ToArray(), Cancellation);
        await host.Get<MarketDataWriter>().AddPricesAsync(
            "37740", [new(Allotment, 3500m, false, null, null, 0)], [correction], replace: true, Cancellation);
        await AskAsync(host);
        await host.RunNightsAsync(Cancellation);

        Assert.Equal(["2013-07-11 v3 GrantDate 3500", "2013-07-11 v2 GrantDate 3505", "2013-07-11 v1 GrantDate 3505"], (await HistoryAsync(host, Batch.Id(1))).Select(Shown));
        Assert.Equal(["2013-07-11 v2 GrantDate 3500", "2013-07-11 v1 GrantDate 3505"], (await HistoryAsync(host, Batch.Id(0))).Select(Shown));
    }

    [Fact]
    public async Task Night_GrantAmendedAfterThePlan_IsValuedAsPlannedAndItsNewTermsNextTime()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        var run = (await host.Get<NightLedger>().FindDueAsync("test", Cancellation))!;
        await host.Get<PlanNight>().RunAsync(run, Cancellation);
        await host.IngestAsync("amend.csv", Batch.Csv(Batch.Grant([.. Window, "exercise_price=9", "amends=1", "amend_reason=typo"])), Cancellation);

        await host.RunNightsAsync(Cancellation);

        Assert.Equal((1, "1"), ((await ValueAsync(host, "3rd-series")).GrantVersion, (await ValueAsync(host, "3rd-series")).ExercisePrice));
        Assert.Equal((GrantDateStatus.None, 1), await GrantDateAsync(host, "3rd-series"));

        await AskAsync(host);
        await host.RunNightsAsync(Cancellation);

        var values = await HistoryAsync(host, "3rd-series");
        Assert.Equal([(2, 2, "9"), (1, 1, "1")], values.Select(value => (value.Version, value.GrantVersion, value.ExercisePrice)));
        Assert.Equal((GrantDateStatus.Final, 2), await GrantDateAsync(host, "3rd-series"));
    }

    [Fact]
    public async Task Night_GrantThatCannotBeValued_IsARowWithItsReasonsAndTriedAgain()
    {
        using var samples = new TemporaryFolder();
        await using var host = await StartAsync("2013-07-12T12:00:00+09:00", samples: Market.Extended(samples, ("2013-07-12", 3600m)));
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant("security_code=9999"), Batch.Grant([.. Window, "grant_id=good"])), Cancellation);

        await host.RunNightsAsync(Cancellation);
        var failed = await ValueAsync(host, "3rd-series");
        host.Clock.SetUtcNow(At("2013-07-12T18:00:00+09:00"));
        await host.RunNightsAsync(Cancellation);

        Assert.Equal((ValueStatus.Failed, "MissingPrice security_code=9999: no price of it is stored; take in its closes, or correct the code", ""), (failed.Status, failed.Failures, failed.AmountPerRight));
        Assert.Equal((2, 1), ((await host.RunAsync(Allotment, 1, Cancellation)).Rows, (await host.RunAsync(Allotment, 1, Cancellation)).Failed));
        Assert.Equal(
            ["2013-07-12 v1 Remeasured ", "2013-07-11 v1 GrantDate "], (await HistoryAsync(host, "3rd-series")).Select(Shown));
        Assert.Equal((GrantDateStatus.None, 1), await GrantDateAsync(host, "3rd-series"));
    }
}
