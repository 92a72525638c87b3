using Pricing.Grants.Measurements;
using Pricing.Grants.Terms;
using Pricing.Pipeline.Explanations;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;
using Testing;

namespace Pricing.Pipeline.Tests.Nights.Steps;

/// <summary>An amending row with a modification date changes the terms from that day on; one without corrects them.</summary>
public sealed class ModificationNightTests(AzuriteFixture azurite) : NightTests(azurite)
{
    private const string AfterTheThird = "2013-07-16T18:00:00+09:00";
    private static readonly DateOnly Changed = new(2013, 7, 12);

    private static readonly string[] Repriced =
        [.. Own, "exercise_price=3000", "amends=1", "amend_reason=repriced by the board", "modification_date=2013-07-12"];

    [Theory]
    [InlineData("asbj8", AccountingStandard.Asbj8)]
    [InlineData("ifrs2", AccountingStandard.Ifrs2)]
    public async Task Night_ChangeOfTerms_StoresAllThreeFiguresAndLeavesTheGrantDateValue(string standard, AccountingStandard expected)
    {
        using var samples = new TemporaryFolder();
        await using var host = await StartAsync("2013-07-11T18:00:00+09:00", samples: Market.Extended(samples, ("2013-07-12", 3600m), ("2013-07-16", 3650m)));
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant([.. Own, $"accounting_standard={standard}"])), Cancellation);
        await host.RunNightsAsync(Cancellation);
        var granted = await ValueAsync(host, "3rd-series");

        await host.IngestAsync("change.csv", Batch.Csv(Batch.Grant([.. Repriced, $"accounting_standard={standard}"])), Cancellation);
        host.Clock.SetUtcNow(At(AfterTheThird));
        await host.RunNightsAsync(Cancellation);

        var history = await HistoryAsync(host, "3rd-series");
        Assert.All(history, value => Assert.Equal("", value.Failures));
        Assert.Equal(
            [("2013-07-16 v1 Remeasured 3650", 2), ("2013-07-12 v1 Modified 3600", 2), ("2013-07-11 v1 GrantDate 3505", 1)],
            history.Select(value => (Shown(value), value.GrantVersion)));
        Assert.Equal(granted, history[2]);
        var modified = history[1];
        Assert.Equal((expected, "3000", MeasurementUse.Books), (modified.Standard, modified.ExercisePrice, modified.Use));
        Assert.Equal(granted.AmountPerRight, modified.GrantDateAmount);
        var (now, old, before) = (Number(modified.AmountPerRight), Number(modified.OldTermsAmount), Number(modified.GrantDateAmount));
        Assert.True(now > old && old != before);
        Assert.Equal(expected == AccountingStandard.Asbj8 ? now - before : now - old, Number(modified.Increment));
        Assert.True(ValueSeal.IsWhole(modified));
        var explained = (await host.Get<ValueExplainer>().ExplainAsync(new("IIJ", "3rd-series") { Date = Changed }, Cancellation)).Value;
        Assert.True(explained.IsReproduced);
        Assert.Equal(("increment", modified.Increment), explained.Recomputed[^1] is var last ? (last.Figure, last.Recomputed) : default);
        Assert.Equal([new("exercise_price", "3505", "3000")], explained.Modification!.Terms);
        Assert.Equal(
            [
                ("grant date", modified.GrantDateAmount, "stored"), ("old", modified.OldTermsAmount, "stored"), ("new", modified.AmountPerRight, "amount"),
                ("increment", modified.Increment, expected == AccountingStandard.Asbj8 ? "max(new - grant date, 0)" : "max(new - old, 0)"),
            ],
            explained.Modification.Amounts.Select(step => (step.Symbol, step.Value, step.Formula)));
        var ofOldTerms = explained.Modification.OldTerms.ToDictionary(step => step.Symbol, step => step.Value);
        Assert.Equal(("3505", "3600", modified.OldTermsAmount), (ofOldTerms["X"], ofOldTerms["S"], ofOldTerms["amount"]));
        Assert.Contains("N(d2)", ofOldTerms.Keys);
        var ofTheGrant = (await host.Get<ValueExplainer>().ExplainAsync(new("IIJ", "3rd-series"), Cancellation)).Value;
        Assert.Null(ofTheGrant.Modification);
        Assert.Equal((GrantDateStatus.Final, 1), await GrantDateAsync(host, "3rd-series"));
    }

    // T and r of the evidence serve both terms; the closes of another window were not kept for the old ones.
    [Theory]
    [InlineData("expected_remaining_years=12", true)]
    [InlineData("window_from=2008-12-02", false)]
    public async Task Explain_ChangeOfTerms_ShowsTheOldTermsWhereTheEvidenceHoldsThem(string change, bool isShown)
    {
        using var samples = new TemporaryFolder();
        await using var host = await StartAsync("2013-07-11T18:00:00+09:00", samples: Market.Extended(samples, ("2013-07-12", 3600m), ("2013-07-16", 3650m)));
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant([.. Own, "accounting_standard=asbj8"])), Cancellation);
        await host.RunNightsAsync(Cancellation);
        await host.IngestAsync("change.csv", Batch.Csv(Batch.Grant([.. Repriced, "accounting_standard=asbj8", change])), Cancellation);
        host.Clock.SetUtcNow(At(AfterTheThird));
        await host.RunNightsAsync(Cancellation);

        var explained = (await host.Get<ValueExplainer>().ExplainAsync(new("IIJ", "3rd-series") { Date = Changed }, Cancellation)).Value;

        Assert.True(explained.IsReproduced);
        Assert.Equal(
            isShown ? (await HistoryAsync(host, "3rd-series"))[1].OldTermsAmount : null,
            explained.Modification!.OldTerms.SingleOrDefault(step => step.Symbol == "amount")?.Value);
    }

    [Fact]
    public async Task Night_ChangeStoredBeforeTheGrantDateWasValued_LeavesTheGrantDateFinalAndDueNoMore()
    {
        using var samples = new TemporaryFolder();
        await using var host = await StartAsync(AfterTheThird, samples: Market.Extended(samples, ("2013-07-12", 3600m), ("2013-07-16", 3650m)));
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant([.. Own, "accounting_standard=asbj8"])), Cancellation);
        await host.IngestAsync("change.csv", Batch.Csv(Batch.Grant([.. Repriced, "accounting_standard=asbj8"])), Cancellation);

        await host.RunNightsAsync(Cancellation);

        Assert.Equal((GrantDateStatus.Final, 1), await GrantDateAsync(host, "3rd-series"));
        Assert.Equal(1, (await HistoryAsync(host, "3rd-series"))[^1].GrantVersion);
    }

    [Fact]
    public async Task Night_ChangeThatCameTooLate_IsMeasuredOnItsDateInTheNextNightOnce()
    {
        using var samples = new TemporaryFolder();
        await using var host = await StartAsync("2013-07-12T18:00:00+09:00", samples: Market.Extended(samples, ("2013-07-12", 3600m), ("2013-07-16", 3650m)));
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant([.. Own, "accounting_standard=asbj8"])), Cancellation);
        await host.RunNightsAsync(Cancellation);
        await host.IngestAsync("change.csv", Batch.Csv(Batch.Grant([.. Repriced, "accounting_standard=asbj8"])), Cancellation);

        host.Clock.SetUtcNow(At(AfterTheThird));
        await host.RunNightsAsync(Cancellation);

        Assert.Equal(
            ["2013-07-16 v1 Remeasured 3650", "2013-07-12 v2 Modified 3600", "2013-07-12 v1 Remeasured 3600", "2013-07-11 v1 GrantDate 3505"],
            (await HistoryAsync(host, "3rd-series")).Select(Shown));
        var stored = (await host.Get<GrantStore>().FindAsync(Partition, "3rd-series", version: null, Cancellation)).Value;
        Assert.Equal([new(2, Changed)], stored.Modifications);
        Assert.Equal((1, 1, 2), (stored.ModificationsValued, stored.VersionOn(Changed.AddDays(-1)), stored.VersionOn(Changed)));
    }

    [Fact]
    public async Task Night_ChangeWhoseCurveIsNotOutYet_IsProvisionalUntilItIs()
    {
        using var samples = new TemporaryFolder();
        await using var host = await StartAsync("2013-07-11T18:00:00+09:00", samples: Market.Extended(samples, ("2013-07-12", 3600m), ("2013-07-16", 3650m)));
        string[] ofCurves = ["accounting_standard=asbj8", "risk_free_rate=-", "rate_source=-"];
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant([.. Own, "accounting_standard=asbj8"])), Cancellation);
        await host.RunNightsAsync(Cancellation);
        await host.IngestAsync("change.csv", Batch.Csv(Batch.Grant([.. Repriced, .. ofCurves])), Cancellation);

        host.Clock.SetUtcNow(At("2013-07-12T18:00:00+09:00"));
        await host.RunNightsAsync(Cancellation);
        host.Clock.SetUtcNow(At(AfterTheThird));
        await host.RunNightsAsync(Cancellation);

        Assert.Equal(
            [(2, ValueStatus.Final, Changed), (1, ValueStatus.Provisional, Changed.AddDays(-1))],
            (await HistoryAsync(host, "3rd-series")).Where(value => value.MeasurementDate == Changed).Select(value => (value.Version, value.Status, value.CurveDate!.Value)));
    }

    [Fact]
    public async Task Night_RerunOfTheGrantDateAfterAChange_KeepsTheOldTerms()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant([.. Own, "accounting_standard=asbj8"])), Cancellation);
        await host.RunNightsAsync(Cancellation);
        await host.IngestAsync("change.csv", Batch.Csv(Batch.Grant([.. Repriced, "accounting_standard=asbj8"])), Cancellation);

        await AskAsync(host);
        await host.RunNightsAsync(Cancellation);

        Assert.Equal((0, 1), ((await host.RunAsync(Allotment, 2, Cancellation)).Rows, (await host.RunAsync(Allotment, 2, Cancellation)).Unchanged));
        Assert.Equal("3505", Assert.Single(await HistoryAsync(host, "3rd-series")).ExercisePrice);
    }

    [Theory]
    [InlineData("modification_date=2013-07-11", "InvalidField modification_date=2013-07-11: is not between the grant date 2013-07-11 and the end of the exercise period 2043-07-11")]
    [InlineData("modification_date=2043-07-12", "InvalidField modification_date=2043-07-12: is not between the grant date 2013-07-11 and the end of the exercise period 2043-07-11")]
    [InlineData("accounting_standard=-", "TermsNotStated accounting_standard=: is needed beside modification_date: by it the increment is measured; state asbj8, ifrs2 or asc718")]
    [InlineData("grant_date=2013-07-10", "InvalidField grant_date=2013-07-10: is not the allotment_date 2013-07-11, which is the grant date under asbj8; leave it empty, or state another accounting_standard")]
    [InlineData("allotment_date=2013-07-10", "InvalidField modification_date=2013-07-12: a change of terms leaves allotment_date and grant_date; to correct them, leave modification_date empty")]
    public async Task Ingest_ChangeThatCannotBeMeasured_IsRefused(string change, string expected)
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant([.. Own, "accounting_standard=asbj8"])), Cancellation);

        var report = await host.IngestAsync(
            "change.csv", Batch.Csv(Batch.Grant([.. Repriced, "accounting_standard=asbj8", change])), Cancellation);

        Assert.Equal((0, 1), (report.Amended, report.Rejected));
        var rejects = await host.Storage.GrantBatchReports.GetBlobClient($"{report.Batch}/rejects.ndjson").DownloadContentAsync(Cancellation);
        using var reject = System.Text.Json.JsonDocument.Parse(rejects.Value.Content.ToString().Split('\n')[0]);
        var text = (string name) => reject.RootElement.GetProperty(name).GetString();
        Assert.Equal(expected, $"{text("code")} {text("field")}={text("value")}: {text("reason")}");
    }

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
