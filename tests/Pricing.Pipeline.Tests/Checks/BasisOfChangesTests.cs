using Pricing.Grants.Measurements;
using Pricing.Pipeline.Changes;
using Pricing.Pipeline.Checks;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Register.Events;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Tests.Nights.Steps;
using Pricing.Pipeline.Valuations;
using Testing;

namespace Pricing.Pipeline.Tests.Checks;

/// <summary>Final values that rest on more than the terms of their date: changes of terms, and estimates before the allotment.</summary>
public sealed class BasisOfChangesTests(AzuriteFixture azurite) : NightTests(azurite)
{
    private const string Demerger = "code,kind,ratio,ex_date,effective_date";
    private static readonly DateOnly Changed = new(2013, 7, 12);
    private static readonly (string Date, decimal Close)[] Later = [("2013-07-12", 3600m), ("2013-07-16", 3650m)];

    // Allotted before the split 1:200 of 2012, at which the company decides.
    private static readonly string[] Twin =
    [
        "allotment_date=2011-07-14", "exercise_start=2011-07-15", "exercise_end=2041-07-14", "shares_per_right=1", "exercise_price=297700",
        "window_from=2005-12-02", "risk_free_rate=0.0145", "rate_source=a test", "dividend_per_share=0", "exercise_price_adjustment=decided",
        "accounting_standard=ifrs2",
    ];

    private static readonly string[] Third = [.. Own, "exclude=2013-07-11..2013-07-11"];

    [Fact]
    public async Task Search_OldTermsOfAChangeAndEstimates_AreInDoubtAsTheirUnchangedTwinsAre()
    {
        using var samples = new TemporaryFolder();
        await using var host = await TwinsAsync(samples);
        Assert.Equal(0, await host.Get<BasisSearch>().SeekAsync(Cancellation));
        var before = (await HistoryAsync(host, "m1")).First(value => value.MeasurementDate == Changed);
        Assert.Equal(("", MeasurementKind.Modified, ValueStatus.Final), (before.Failures, before.Kind, before.Status));

        await TakeAsync(host, "demerger.csv", $"{Demerger}\n3774,demerger,,2013-07-12,2013-07-12\n");
        await host.Get<BasisSearch>().SeekChangedAsync(Cancellation);

        Assert.Equal(
            [
                "early 07-11 NotDetermined measurement_date", "m1 07-12 AdjustmentNotDecided", "m2 07-12 AdjustmentNotDecided",
                "m2 07-16 AdjustmentNotDecided",
            ],
            await InDoubtAsync(host));

        await TakeAsync(host, "withdrawn.csv", $"{Demerger},withdrawn_reason\n3774,demerger,,2013-07-12,2013-07-12,it was never decided\n");
        await host.Get<BasisSearch>().SeekChangedAsync(Cancellation);
        Assert.Empty(await InDoubtAsync(host));

        foreach (var grant in (string[])["m1", "m2"]) await DecideAgainAsync(host, grant);
        await host.Get<BasisSearch>().SeekChangedAsync(Cancellation);

        Assert.Equal(
            ["m1 07-12 ConflictingData old_terms_amount", "m2 07-12 ConflictingData shares_per_right", "m2 07-16 ConflictingData shares_per_right"],
            await InDoubtAsync(host));

        await AnewAsync(host);

        Assert.Equal(["m2 07-16 ConflictingData shares_per_right"], await InDoubtAsync(host));
        var now = (await HistoryAsync(host, "m1")).First(value => value.MeasurementDate == Changed);
        Assert.Equal((before.AmountPerRight, before.GrantDateAmount), (now.AmountPerRight, now.GrantDateAmount));
        Assert.NotEqual(before.OldTermsAmount, now.OldTermsAmount);
        Assert.NotEqual(before.Increment, now.Increment);
    }

    [Theory]
    [InlineData("asbj8")]
    [InlineData("ifrs2")]
    public async Task Search_ChangeShownBesideAReplacedGrantDateValue_IsInDoubtUntilItIsMeasuredAnew(string standard)
    {
        using var samples = new TemporaryFolder();
        await using var host = await StartAsync("2013-07-11T18:00:00+09:00", samples: Market.Extended(samples, Later));
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant([.. Third, $"accounting_standard={standard}"])), Cancellation);
        await host.RunNightsAsync(Cancellation);
        await host.IngestAsync(
            "change.csv",
            Batch.Csv(Batch.Grant(
                [.. Third, $"accounting_standard={standard}", "exercise_price=3000", "amends=1", "amend_reason=repriced", $"modification_date={Changed:yyyy-MM-dd}"])),
            Cancellation);
        host.Clock.SetUtcNow(At("2013-07-16T18:00:00+09:00"));
        await host.RunNightsAsync(Cancellation);
        await host.Get<BasisSearch>().SeekChangedAsync(Cancellation);
        Assert.Empty(await InDoubtAsync(host));

        await TakeAsync(host, "corrected.csv", "Date,Code,Close\n2013-07-11,3774,3490\n", replace: true);
        await AskAsync(host);
        await host.RunNightsAsync(Cancellation);

        var granted = (await HistoryAsync(host, "3rd-series")).First(value => value.Kind == MeasurementKind.GrantDate);
        Assert.Equal((2, "3490", ""), (granted.Version, granted.SharePrice, granted.Failures));
        var noted = await host.Get<ChangedFacts>().ListAsync(Cancellation);
        Assert.Equal([ChangedFacts.GrantKey(Partition, "3rd-series")], noted.Grants);
        await host.Get<BasisSearch>().SeekChangedAsync(Cancellation);
        Assert.Equal(["3rd-series 07-12 ConflictingData grant_date_amount"], await InDoubtAsync(host));

        await AnewAsync(host);

        Assert.Empty(await InDoubtAsync(host));
        Assert.Equal(0, await host.Get<BasisSearch>().SeekAsync(Cancellation));
        var changed = (await HistoryAsync(host, "3rd-series")).First(value => value.MeasurementDate == Changed);
        Assert.Equal((MeasurementKind.Modified, granted.AmountPerRight), (changed.Kind, changed.GrantDateAmount));
    }

    /// <summary>Twins of which one has changed terms, and one that is allotted later, valued before that.</summary>
    private async Task<PipelineHost> TwinsAsync(TemporaryFolder samples)
    {
        var host = await StartAsync("2013-07-11T18:00:00+09:00", samples: Market.Extended(samples, Later));
        await host.IngestAsync(
            "early.csv",
            Batch.Csv(Batch.Grant(
                [.. Twin, "grant_id=early", "allotment_date=2013-07-16", "exercise_start=2013-07-17", "exercise_end=2043-07-16", "shares_per_right=200", "exercise_price=1"])),
            Cancellation);
        await host.RunNightsAsync(Cancellation);
        Assert.Equal((MeasurementKind.Indicative, ValueStatus.Final), (await HistoryAsync(host, "early"))[0] is var early ? (early.Kind, early.Status) : default);

        await TakeAsync(host, "split.csv", "code,kind,ratio,record_date\n3774,split,1:200,2012-09-30\n");
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant([.. Twin, "grant_id=m1"]), Batch.Grant([.. Twin, "grant_id=m2"])), Cancellation);
        await TakeAsync(host, "decisions.csv", Batch.Csv(Decision("m1", "200", "1488"), Decision("m2", "200", "1488")));
        host.Clock.SetUtcNow(At("2013-07-12T18:00:00+09:00"));
        await host.RunNightsAsync(Cancellation);
        await host.IngestAsync(
            "change.csv",
            Batch.Csv(Batch.Grant(
                [.. Twin, "grant_id=m1", "shares_per_right=200", "exercise_price=1400", "amends=1", "amend_reason=repriced", $"modification_date={Changed:yyyy-MM-dd}"])),
            Cancellation);
        host.Clock.SetUtcNow(At("2013-07-16T18:00:00+09:00"));
        await host.RunNightsAsync(Cancellation);
        return host;
    }

    private static async Task DecideAgainAsync(PipelineHost host, string grant)
    {
        var stored = (await host.Get<GrantEventStore>().ListAsync(Partition, Cancellation))[KeyText.Encode(grant)].Value;
        var back = Decision(grant, "", "");
        back["reverses"] = Assert.Single(stored).Id;
        await TakeAsync(host, $"{grant}-back.csv", Batch.Csv(back));
        await TakeAsync(host, $"{grant}-again.csv", Batch.Csv(Decision(grant, "210", "1600")));
    }

    private static Dictionary<string, string> Decision(string grant, string shares, string exercisePrice)
    {
        var row = Batch.Event(grant, 0, "2012-10-01", kind: "adjusted");
        (row["rights"], row["decided_shares"], row["decided_exercise_price"]) = ("", shares, exercisePrice);
        return row;
    }

    private static async Task AnewAsync(PipelineHost host)
    {
        await host.Get<RunStore>().AddNextAsync(
            new()
            {
                Date = Changed,
                Version = 1,
                Status = RunStatus.Requested,
                Reason = "in doubt",
                AskedBy = "auditor",
                AskedAt = host.Clock.GetUtcNow(),
            },
            Cancellation);
        await host.RunNightsAsync(Cancellation);
    }

    private static async Task<List<string>> InDoubtAsync(PipelineHost host) =>
    [
        .. (await OpenAsync(host))
            .Select(doubt => (doubt, Reason: doubt.Reason.Split(' ', '=')))
            .Select(item => $"{item.doubt.GrantId} {item.doubt.MeasurementDate:MM-dd} {item.Reason[0]}"
                + (item.Reason[0] == nameof(ReasonCode.AdjustmentNotDecided) ? "" : $" {item.Reason[1]}"))
            .Order(StringComparer.Ordinal),
    ];
}
