using Azure.Data.Tables;
using Pricing.Grants.Measurements;
using Pricing.Pipeline.Checks;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;
using Testing;

namespace Pricing.Pipeline.Tests.Nights.Steps;

/// <summary>Final values from before the terms had to say what becomes of the exercise price.</summary>
public sealed class BasisDoubtTests(AzuriteFixture azurite) : NightTests(azurite)
{
    private const string Rule = "exercise_price_adjustment";

    private static readonly string[] BeforeTheSplit =
    [
        "allotment_date=2011-07-14", "exercise_start=2011-07-15", "exercise_end=2041-07-14", "shares_per_right=1", "window_from=2005-12-02",
        "risk_free_rate=0.0145", "rate_source=a test", "dividend_per_share=20", $"{Rule}=none",
    ];

    [Fact]
    public async Task Search_ValuesOfEarlierTerms_AreInDoubtWhereTheRulesDiffer()
    {
        await using var host = await ValuedAsync();

        await host.Get<BasisSearch>().SeekOnceAsync(Cancellation);

        var doubt = Assert.Single(await OpenAsync(host));
        Assert.Equal(("IIJ", "dear", Allotment, 1), (doubt.Issuer, doubt.GrantId, doubt.MeasurementDate, doubt.Version));
        Assert.StartsWith("AmbiguousTerms exercise_price_adjustment=", doubt.Reason, StringComparison.Ordinal);
        Assert.Equal(host.Clock.GetUtcNow(), doubt.FoundAt);
        Assert.Equal(0, await host.Get<BasisSearch>().SeekAsync(Cancellation));
        var shown = await host.Get<DateValues>().OfAsync(Allotment, Cancellation).ToListAsync(Cancellation);
        Assert.Equal(
            [("dear", true), ("one-yen", false), ("stated", false)],
            shown.Select(value => (value.GrantId, value.BasisInDoubt is not null)));
        Assert.All(shown, value => Assert.True(ValueSeal.IsWhole(value)));
    }

    [Fact]
    public async Task Search_FirstNight_LooksOnce()
    {
        await using var host = await ValuedAsync();
        await AskAsync(host, "Nobody");
        await host.RunNightsAsync(Cancellation);
        Assert.Single(await OpenAsync(host));

        await StripAsync(host, "stated");
        await AskAsync(host, "Nobody");
        await host.RunNightsAsync(Cancellation);

        Assert.Single(await OpenAsync(host));
    }

    [Fact]
    public async Task Doubt_Decided_IsShownNoLonger()
    {
        await using var host = await ValuedAsync();
        await host.Get<BasisSearch>().SeekAsync(Cancellation);

        var decided = await host.Get<DoubtStore>().DecideAsync(
            "IIJ", "dear", Allotment, 1, doubt => doubt with { Decision = "X stays by the contract", DecidedBy = "auditor", DecidedAt = Now(host) }, Cancellation);

        Assert.Equal("auditor", decided?.DecidedBy);
        Assert.Empty(await OpenAsync(host));
        Assert.DoesNotContain(
            await host.Get<DateValues>().OfAsync(Allotment, Cancellation).ToListAsync(Cancellation), value => value.BasisInDoubt is not null);
        Assert.Null(await host.Get<DoubtStore>().DecideAsync("IIJ", "stated", Allotment, 1, doubt => doubt, Cancellation));
    }

    [Fact]
    public async Task Doubt_NewVersionOfTheValue_EndsIt()
    {
        await using var host = await ValuedAsync();
        await host.Get<BasisSearch>().SeekAsync(Cancellation);

        await AskAsync(host);
        await host.RunNightsAsync(Cancellation);

        var newest = (await HistoryAsync(host, "dear"))[0];
        Assert.Equal((Allotment, 2, ValueStatus.Failed), (newest.MeasurementDate, newest.Version, newest.Status));
        Assert.StartsWith("AmbiguousTerms", newest.Failures, StringComparison.Ordinal);
        Assert.Empty(await OpenAsync(host));
    }

    private static DateTimeOffset Now(PipelineHost host) => host.Clock.GetUtcNow();

    private static async Task<List<BasisDoubt>> OpenAsync(PipelineHost host) =>
        await host.Get<BasisSearch>().OpenAsync(Cancellation).ToListAsync(Cancellation);

    /// <summary>Values as an earlier version of the code left them: the terms do not state the rule.</summary>
    private async Task<PipelineHost> ValuedAsync()
    {
        var host = await StartAsync(YearsLater);
        await host.IngestAsync(
            "batch.csv",
            Batch.Csv(
                Batch.Grant([.. BeforeTheSplit, "grant_id=dear", "exercise_price=297700"]),
                Batch.Grant([.. BeforeTheSplit, "grant_id=one-yen"]),
                Batch.Grant([.. BeforeTheSplit, "grant_id=stated", "exercise_price=297700"])),
            Cancellation);
        await host.RunNightsAsync(Cancellation);
        Assert.Equal(
            [MeasurementKind.Remeasured, MeasurementKind.GrantDate], (await HistoryAsync(host, "dear")).Select(value => value.Kind));
        Assert.All(await HistoryAsync(host, "dear"), value => Assert.Equal(("", ValueStatus.Final), (value.Failures, value.Status)));
        await StripAsync(host, "dear");
        await StripAsync(host, "one-yen");
        await host.Storage.Ledger.DeleteEntityAsync("doubts-sought", "exercise-price", cancellationToken: Cancellation);
        return host;
    }

    private static async Task StripAsync(PipelineHost host, string grant)
    {
        var row = (await host.Storage.Grants.GetEntityAsync<TableEntity>(Partition, KeyText.Encode(grant), cancellationToken: Cancellation)).Value;
        row.Remove(Rule);
        await host.Storage.Grants.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancellation);
    }
}
