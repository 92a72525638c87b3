using Azure;
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
        "risk_free_rate=0.0145", "rate_source=a test", "dividend_per_share=0", $"{Rule}=none",
    ];

    [Fact]
    public async Task Search_ValuesOfEarlierTerms_AreInDoubtWhereTheRulesDiffer()
    {
        await using var host = await ValuedAsync();

        await host.Get<BasisSearch>().SeekChangedAsync(Cancellation);

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
    public async Task Search_WhatCouldNotBeRead_IsLookedAtOnceItCan()
    {
        await using var host = await ValuedAsync();
        var blob = host.Storage.MarketData.GetBlobClient("prices/37740");
        var content = (await blob.DownloadContentAsync(Cancellation)).Value.Content;
        await blob.UploadAsync(BinaryData.FromString("?"), overwrite: true, Cancellation);

        await host.Get<BasisSearch>().SeekChangedAsync(Cancellation);
        Assert.Empty(await OpenAsync(host));

        await blob.UploadAsync(content, overwrite: true, Cancellation);
        await StripAsync(host, "stated");
        await host.Get<BasisSearch>().SeekChangedAsync(Cancellation);
        Assert.Equal(["dear", "stated"], await InDoubtAsync(host));
        await host.Get<BasisSearch>().SeekChangedAsync(Cancellation);
        Assert.Equal(["exercise-price-and-pairs"], await NotesAsync(host));
    }

    [Fact]
    public async Task Search_BeforeTheFirstValue_ReadsNoShareAndIsTheFirstSearch()
    {
        var hook = new StorageHook();
        await using var host = await PipelineHost.StartAsync(
            await Azurite.NewStorageAsync(Cancellation, hook), At(YearsLater), Settings(), cancellationToken: Cancellation);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        var read = hook.Count(request => request.Uri.Path.Contains("market-data", StringComparison.Ordinal));

        await host.Get<BasisSearch>().SeekChangedAsync(Cancellation);

        Assert.Equal(0, read());
        Assert.Equal(["exercise-price-and-pairs"], await NotesAsync(host));
    }

    /// <summary>What cannot be read is noted itself: a share as the share, a grant as the grant, and no partition whole.</summary>
    [Fact]
    public async Task Search_WhatCannotBeRead_IsNotedByItself()
    {
        await using var host = await ValuedAsync();
        var prices = host.Storage.MarketData.GetBlobClient("prices/37740");
        var content = (await prices.DownloadContentAsync(Cancellation)).Value.Content;
        await prices.UploadAsync(BinaryData.FromString("?"), overwrite: true, Cancellation);
        var dear = (await host.Storage.Grants.GetEntityAsync<TableEntity>(Partition, KeyText.Encode("dear"), cancellationToken: Cancellation)).Value;
        await host.Storage.Grants.UpdateEntityAsync(
            new TableEntity(dear) { ["exercise_price"] = "?" }, ETag.All, TableUpdateMode.Replace, Cancellation);

        await host.Get<BasisSearch>().SeekChangedAsync(Cancellation);

        Assert.Equal(["exercise-price-and-pairs", $"grant|{Partition}|dear", "share|37740"], await NotesAsync(host));
        await prices.UploadAsync(content, overwrite: true, Cancellation);
        await host.Get<BasisSearch>().SeekChangedAsync(Cancellation);
        Assert.Equal(["exercise-price-and-pairs", $"grant|{Partition}|dear"], await NotesAsync(host));
        Assert.Empty(await OpenAsync(host));
        await host.Storage.Grants.UpdateEntityAsync(dear, ETag.All, TableUpdateMode.Replace, Cancellation);
        await host.Get<BasisSearch>().SeekChangedAsync(Cancellation);
        Assert.Equal(["dear"], await InDoubtAsync(host));
        Assert.Equal(["exercise-price-and-pairs"], await NotesAsync(host));
    }

    [Fact]
    public async Task Search_EveryNight_LooksWhereFactsChanged()
    {
        await using var host = await ValuedAsync();
        await NightAsync(host);
        Assert.Equal(["dear"], await InDoubtAsync(host));

        await StripAsync(host, "stated");
        await NightAsync(host);
        Assert.Equal(["dear"], await InDoubtAsync(host));

        await TakeAsync(host, "actions.csv", Split("2012-09-30"));
        await NightAsync(host);
        Assert.Equal(["dear", "stated"], await InDoubtAsync(host));
        Assert.Equal(0, await host.Get<BasisSearch>().SeekAsync(Cancellation));
    }

    [Theory]
    [InlineData("amended")]
    [InlineData("decided")]
    public async Task Search_AmendedOrDecidedGrant_IsLookedAtAgain(string what)
    {
        await using var host = await ValuedAsync();
        await NightAsync(host);
        await StripAsync(host, "stated");

        await TakeAsync(host, "facts.csv", what == "amended"
            ? Batch.Csv(Batch.Grant([.. BeforeTheSplit, "grant_id=one-yen", "allotted_rights=80", "amends=1", "amend_reason=a typing error"]))
            : "issuer,grant_id,date,kind,rights,decided_shares,decided_exercise_price,reference\nIIJ,dear,2013-01-04,adjusted,,2,1488,board\n");
        await NightAsync(host);

        Assert.Equal(["dear", "stated"], await InDoubtAsync(host));
    }

    [Fact]
    public async Task Search_ActionThatLeadsToOtherFigures_PutsTheValueInDoubtUntilItIsGone()
    {
        await using var host = await ValuedAsync();
        await NightAsync(host);

        await TakeAsync(host, "actions.csv", "code,kind,ratio,record_date,meant_reason\n3774,split,1:2,2013-03-31,the closes do not show it\n");
        await NightAsync(host);

        var doubt = Assert.Single(await OpenAsync(host), doubt => doubt.GrantId == "stated");
        Assert.StartsWith("ConflictingData shares_per_right=200: by what is known now it is 400; ", doubt.Reason, StringComparison.Ordinal);

        await TakeAsync(host, "withdrawn.csv", "code,kind,ratio,record_date,withdrawn_reason\n3774,split,,2013-03-31,it was never decided\n");
        await NightAsync(host);
        Assert.DoesNotContain("stated", await InDoubtAsync(host));

        await TakeAsync(host, "later.csv", "code,kind,ratio,record_date,meant_reason\n3774,split,1:2,2013-03-31,the closes do not show it\n", replace: true);
        await NightAsync(host);
        Assert.Contains("stated", await InDoubtAsync(host));

        await AskAsync(host);
        await host.RunNightsAsync(Cancellation);
        Assert.DoesNotContain("stated", await InDoubtAsync(host));
        Assert.Equal("400", (await HistoryAsync(host, "stated"))[0].SharesPerRight);
    }

    // An earlier version of the code took two actions of one ex-date without a reason.
    [Fact]
    public async Task Search_TwoActionsOfOneExDateThatNobodySaidWhy_PutTheValuesInDoubtUntilSomebodyDoes()
    {
        const string header = "code,kind,ratio,record_date,effective_date,meant_reason\n";
        const string second = "3774,consolidation,2:1,,2013-04-01,both are decided\n";
        await using var host = await StartAsync(YearsLater);
        await TakeAsync(host, "actions.csv", $"{header}3774,split,1:2,2013-03-31,,\n{second}");
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant([.. BeforeTheSplit, "grant_id=stated", "exercise_price=297700"])), Cancellation);
        await host.RunNightsAsync(Cancellation);
        Assert.Equal(("", "200"), (await HistoryAsync(host, "stated"))[0] is var value ? (value.Failures, value.SharesPerRight) : default);
        var blob = host.Storage.MarketData.GetBlobClient("actions/37740");
        var text = (await blob.DownloadContentAsync(Cancellation)).Value.Content.ToString();
        await blob.UploadAsync(
            BinaryData.FromString(text.Replace("both%20are%20decided", "-", StringComparison.Ordinal)), overwrite: true, Cancellation);
        await host.Storage.Ledger.DeleteEntityAsync("doubts-sought", "exercise-price-and-pairs", cancellationToken: Cancellation);

        await host.Get<BasisSearch>().SeekChangedAsync(Cancellation);

        Assert.Equal(
            "ConflictingData ex_date=2013-03-27: of 3774 a split of 2 with the ex-date 2013-03-27 and a consolidation of 0.5 with the ex-date 2013-03-27 are stored, and nobody said why both are; "
            + "withdraw the wrong one, or state the other once more with meant_reason: the split counts first",
            Assert.Single(await OpenAsync(host)).Reason);

        await TakeAsync(host, "said.csv", header + second);
        await host.Get<BasisSearch>().SeekChangedAsync(Cancellation);
        Assert.Empty(await OpenAsync(host));
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

    private static async Task<List<string>> NotesAsync(PipelineHost host) => await host.Storage.Ledger
        .QueryAsync<TableEntity>(row => row.PartitionKey == "doubts-sought", cancellationToken: Cancellation)
        .Select(row => row.RowKey)
        .ToListAsync(Cancellation);

    private static string Split(string recordDate) => $"code,kind,ratio,record_date\n3774,split,1:200,{recordDate}\n";

    private static async Task<List<string>> InDoubtAsync(PipelineHost host) =>
        [.. (await OpenAsync(host)).Select(doubt => doubt.GrantId).Order(StringComparer.Ordinal)];

    private static async Task NightAsync(PipelineHost host)
    {
        await AskAsync(host, "Nobody");
        await host.RunNightsAsync(Cancellation);
    }

    private static DateTimeOffset Now(PipelineHost host) => host.Clock.GetUtcNow();

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
        await host.Storage.Ledger.DeleteEntityAsync("doubts-sought", "exercise-price-and-pairs", cancellationToken: Cancellation);
        return host;
    }

    private static async Task StripAsync(PipelineHost host, string grant)
    {
        var row = (await host.Storage.Grants.GetEntityAsync<TableEntity>(Partition, KeyText.Encode(grant), cancellationToken: Cancellation)).Value;
        row.Remove(Rule);
        await host.Storage.Grants.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancellation);
    }
}
