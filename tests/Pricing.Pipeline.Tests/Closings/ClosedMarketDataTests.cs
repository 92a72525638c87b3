using Azure.Core;
using Pricing.Pipeline.Controls.Periods;
using Pricing.Pipeline.Intake.Batches;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;
using Testing;

namespace Pricing.Pipeline.Tests.Closings;

public sealed class ClosedMarketDataTests(AzuriteFixture azurite) : ClosingTests(azurite)
{
    private const string Other = "Subsidiary";
    private static readonly DateOnly Through = new(2013, 7, 10);

    // A grant of the closed period, and one of the next day, whose volatility rests on closes of the closed period.
    private static readonly string[] Early = ["grant_id=early", "allotment_date=2013-07-10", "exercise_start=2013-07-11", "window_from=2005-12-02", "window_to=2013-07-10"];

    [Fact]
    public async Task Close_ThenALateCloseOfASharedShare_WaitsForTheIssuerThatClosedAndCountsForTheOther()
    {
        await using var host = await StartAsync(YearsLater);
        var closing = await ValuedAndClosedAsync(host);
        await TakeAsync(host, "3774.csv", "Date,Close\n2013-07-05,3400\n", replace: true);
        await RerunAsync(host);

        Assert.Single(await VersionsAsync(host, "IIJ"));
        var others = await VersionsAsync(host, Other);
        Assert.Equal(2, others.Count);
        Assert.NotEqual(others[0].Volatility, others[1].Volatility);
        Assert.Equal("IIJ prices 3774 2013-07-05 3400", Assert.Single((await LateAsync(host)).Select(Shown)));

        await ReopenAsync(host, closing);
        Assert.Empty(await LateAsync(host));
        await RerunAsync(host);
        Assert.Equal(others[0].Volatility, (await VersionsAsync(host, "IIJ"))[0].Volatility);
        Assert.Equal(2, (await VersionsAsync(host, Other)).Count);
    }

    /// <summary>The first grant of the issuer comes after the period; its volatility rests on closes of it.</summary>
    [Fact]
    public async Task Close_OfAPeriodBeforeTheFirstGrant_CountsWhatWasKnownOfItsShare()
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("grants.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        var closing = (await CloseAsync(host, Through.AddDays(-1))).Value;
        Assert.Equal("37740", Assert.Single(closing.Shares).Code);

        await TakeAsync(host, "3774.csv", "Date,Close\n2013-07-05,3400\n", replace: true);
        await RerunAsync(host);

        Assert.Single(await VersionsAsync(host, "IIJ"));
        Assert.Equal("IIJ prices 3774 2013-07-05 3400", Assert.Single((await LateAsync(host)).Select(Shown)));
    }

    [Fact]
    public async Task Close_ThenLateClosesThatContradictEachOther_AreJudgedAsTheyComeAndNoneIsLost()
    {
        await using var host = await StartAsync(YearsLater);
        var closing = await ValuedAndClosedAsync(host);

        await TakeAsync(host, "first.csv", "code,Date,Close\n3774,2013-07-10,3400\n", replace: true);
        var refused = await SendAsync(host, "second.csv", "code,Date,Close\n3774,2013-07-10,3450\n", replace: false);
        Assert.Equal((0, 1), (refused.Stored, refused.Rejected));
        await TakeAsync(host, "third.csv", "code,Date,Close\n3774,2013-07-10,3460\n", replace: true);
        Assert.Equal(["3400", "3460"], (await LateAsync(host)).Select(late => late.Text));
        Assert.Equal((1, 1), ((await SendAsync(host, "fourth.csv", "code,Date,Close\n3774,2013-07-09,3530\n3774,2026-01-05,2800\n", replace: true)).Late, (await LateAsync(host)).Count(late => late.SentBy == "Tanaka")));

        await ReopenAsync(host, closing);
        var history = (await host.Get<MarketDataStore>().ReadPricesAsync("37740", Cancellation))!;
        Assert.Equal(3460m, history.Find(Through)?.Close);
        Assert.Equal([3400m, 3460m], history.Facts.Where(fact => fact.Date == Through).Skip(1).Select(fact => fact.Close!.Value));
    }

    [Fact]
    public async Task Close_WhileACloseIsTakenIn_CountsWhatItHadNotSeenAsLate()
    {
        var hook = new StorageHook();
        await using var host = await StartAsync(YearsLater, hook: hook);
        await host.IngestAsync("grants.csv", Batch.Csv(Batch.Grant(Early), Batch.Grant(Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        await TakeAsync(host, "before.csv", "code,Date,Close\n3774,2013-07-04,3210\n", replace: true);

        // The dividends are what it looks at last: the prices were counted before.
        hook.Once(
            request => request.Method == RequestMethod.Get && request.Uri.Path.EndsWith("dividends/37740", StringComparison.Ordinal),
            () => TakeAsync(host, "meanwhile.csv", "code,Date,Close\n3774,2013-07-05,3400\n", replace: true));
        Assert.Empty((await CloseAsync(host, Through)).Failures);

        Assert.Equal(["IIJ prices 3774 2013-07-05 3400"], (await LateAsync(host)).Select(Shown));
    }

    [Fact]
    public async Task Close_ThenLateMarketDataOfEveryKind_WaitAndAreListed()
    {
        await using var host = await StartAsync(YearsLater);
        var closing = await ValuedAndClosedAsync(host);

        await TakeAsync(host, "actions.csv", "code,kind,ratio,record_date,effective_date\n3774,split,1:200,2012-09-30,2012-10-01\n");
        await TakeAsync(
            host,
            "dividends.csv",
            "code,announced_on,record_date,amount,kind\n3774,2013-07-09,2013-03-31,100,final\n3774,2025-05-15,2025-03-31,19,final\n");
        await TakeAsync(host, "curves.csv", "date,10y,15y,20y,meant_reason\n2013-07-10,0.9,1.3,1.8,the others were withdrawn\n", replace: true);
        Assert.Equal(
            ["IIJ actions 3774 2012-09-26 split 200", "IIJ curves  2013-07-10 10y=0.9 15y=1.3 20y=1.8", "IIJ dividends 3774 2013-07-09 100, record date 2013-03-31"],
            (await LateAsync(host)).Select(Shown).Order(StringComparer.Ordinal));

        await RerunAsync(host);
        Assert.Single(await VersionsAsync(host, "IIJ"));
        Assert.Equal(2, (await VersionsAsync(host, Other)).Count);
        Assert.DoesNotContain(await OpenAsync(host), doubt => doubt.Issuer == "IIJ");

        await ReopenAsync(host, closing);
        Assert.Empty(await LateAsync(host));
        await RerunAsync(host);
        Assert.Contains(await OpenAsync(host), doubt => doubt is { Issuer: "IIJ", GrantId: "early" });
    }

    [Fact]
    public async Task Close_ThenALateCloseWhoseWriteLostItsAnswer_IsToldAsLateBothTimes()
    {
        await using var host = await StartAsync(YearsLater);
        await ValuedAndClosedAsync(host);
        DataSource source = new(new('0', 64), "file", "late.csv", host.Clock.GetUtcNow());
        var writer = host.Get<MarketDataWriter>();
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var addition = await writer.AddPricesAsync(
                "37740", [new(new(2013, 7, 5), 3400m, NoTrade: false, null, null, 0)], [source], replace: true, Cancellation);
            Assert.Equal(1, addition.Added);
            Assert.Equal(new DateOnly(2013, 7, 5), Assert.Single(addition.Late));
        }
    }

    [Fact]
    public async Task Night_DecisionsOfAnIssuerCannotBeRead_FailsItsValuesAndNoOthers()
    {
        await using var host = await StartAsync(YearsLater);
        await ValuedAndClosedAsync(host);
        await host.Storage.Decisions.GetBlobClient("IIJ/000001.json").UploadAsync(BinaryData.FromString("{}"), overwrite: true, Cancellation);
        await using var restarted = host.Another(settings: Settings());
        await TakeAsync(restarted, "3774.csv", "Date,Close\n2013-07-05,3400\n", replace: true);

        await RerunAsync(restarted);

        Assert.Equal([ValueStatus.Failed, ValueStatus.Final], (await VersionsAsync(restarted, "IIJ")).Select(value => value.Status));
        Assert.Equal([ValueStatus.Final, ValueStatus.Final], (await VersionsAsync(restarted, Other)).Select(value => value.Status));
    }

    private static async Task<Closing> ValuedAndClosedAsync(PipelineHost host)
    {
        await host.IngestAsync("grants.csv", Batch.Csv(Batch.Grant(Early), Batch.Grant(Window), Batch.Grant([.. Window, $"issuer={Other}"])), Cancellation);
        await host.RunNightsAsync(Cancellation);
        return (await CloseAsync(host, Through)).Value;
    }

    private static async Task RerunAsync(PipelineHost host)
    {
        await AskAsync(host);
        await host.RunNightsAsync(Cancellation);
    }

    private static async Task<FileReport> SendAsync(PipelineHost host, string name, string text, bool replace)
    {
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        return (await host.Get<FileIntake>().TakeAsync(content, new() { Name = name, Door = "test", Who = "Tanaka", Replace = replace }, Cancellation)).Value;
    }

    private static async Task<List<ValueRecord>> VersionsAsync(PipelineHost host, string issuer) => await host.Get<ValuationStore>()
        .HistoryAsync($"{issuer}|00", "3rd-series", Allotment, Cancellation)
        .ToListAsync(Cancellation);

    private static string Shown(Pricing.Pipeline.Closings.LateFact late) =>
        $"{late.Issuer} {late.Kind} {late.Subject} {(late.Date is { } date ? DateText.Of(date) : "")} {late.Text}";
}
