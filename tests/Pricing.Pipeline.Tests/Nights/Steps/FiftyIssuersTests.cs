using System.Globalization;
using Microsoft.Extensions.Configuration;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.MarketData.Fetching;
using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;
using Testing;

namespace Pricing.Pipeline.Tests.Nights.Steps;

/// <summary>
/// Two nights of fifty issuers, in five of which everything goes wrong at once: the other forty-five, and every grant that
/// it does not concern, have the values of undisturbed nights.
/// </summary>
public sealed class FiftyIssuersTests(AzuriteFixture azurite) : NightTests(azurite)
{
    private const int Issuers = 50;
    private const string UnknownPolicy = "I01";
    private const string DamagedHistory = "I02";
    private const string DamagedCurve = "I03";
    private const string RefusedRows = "I04";
    private const string EarlyEvents = "I05";
    private const string OtherShare = "9999";

    private static readonly string Long = new('訂', 2000);
    private static readonly DateOnly Friday = new(2013, 7, 12);
    private static readonly NightRun Impossible = new(new(1990, 1, 4), 1);

    private static readonly Dictionary<string, string?> OwnPolicy = new()
    {
        ["Policies:0:Name"] = "own",
        ["Policies:0:BasedOn"] = "iij-practice",
    };

    [Fact]
    public async Task Nights_OfFiftyIssuersFiveOfThemDisturbed_AreThoseOfTheOthersUndisturbed()
    {
        using var samples = new TemporaryFolder();
        await using var calm = (await StartAsync(samples)).WithHub();
        await IngestAsync(calm);
        await calm.IngestAsync("event.csv", Event(), Cancellation);
        await FetchAsync(calm);
        await calm.RunNightsAsync(Cancellation);

        await using var host = calm.Another(await Azurite.NewStorageAsync(Cancellation), Nights(OwnPolicy));
        var reports = await DisturbAsync(host);
        await using var disturbed = host.Another(settings: Nights(new Dictionary<string, string?>
        {
            // The source does not have the damaged curve any more.
            ["MarketData:Jgb:HistoryAddress"] = $"{host.Get<IConfiguration>()["MarketData:Jgb:HistoryAddress"]}.gone",
            ["MarketData:Jgb:CurrentMonthAddress"] = $"{host.Get<IConfiguration>()["MarketData:Jgb:HistoryAddress"]}.gone",
        }));
        await disturbed.RunNightsAsync(Cancellation);

        foreach (var date in new[] { Allotment, Friday })
        {
            var run = await disturbed.RunAsync(date, 1, Cancellation);
            var (failed, others) = await ValuesAsync(disturbed, date);
            // On the second night the three are owed their grant-date value still, two of them beside that of the date.
            Assert.Equal(
                (RunStatus.Completed, run.Planned, date == Allotment ? 3 : 5), (run.Status, run.Rows + run.Unchanged, run.Failed));
            Assert.Equal(await UndisturbedAsync(calm, date, failed), others);
            Assert.Equal(Expected(date), failed.Select(value => $"{value.Issuer} {value.GrantId} {value.MeasurementDate:yyyy-MM-dd}").Order());
            Assert.All(failed, value => Assert.StartsWith(Reason(value.Issuer), value.Failures, StringComparison.Ordinal));
        }

        // Its grant date is that of the damaged curve; that it failed again the next night is no new value.
        var older = Assert.Single(
            await disturbed.Get<ValuationStore>().HistoryAsync($"{DamagedCurve}|00", "bad", new(2013, 7, 10), Cancellation).ToListAsync(Cancellation));
        Assert.StartsWith("DamagedData blob market-data/curves/jgb=line ", older.Failures, StringComparison.Ordinal);
        Assert.Equal(Friday, (await disturbed.Get<NightLedger>().WatermarkAsync(Cancellation)).DoneThrough);
        var open = Assert.Single(await disturbed.Get<FailedRuns>().ListAsync(Cancellation).ToListAsync(Cancellation));
        Assert.Equal((Impossible, 1), (open.ToRun(), open.Attempts));
        Assert.NotEqual("", open.Reason);
        Assert.Equal(
            [
                "amended.csv 60 amended 0 waiting 0 refused", "amendment.csv 0 amended 0 waiting 1 refused",
                "blanks.csv 0 amended 0 waiting 0 refused, unreadable", "early.csv 0 amended 1 waiting 0 refused",
                "refused.csv 0 amended 0 waiting 1 refused",
            ],
            reports.Select(report =>
                $"{report.Name} {report.Amended} amended {report.Waiting} waiting {report.Rejected} refused{(report.Defect is null ? "" : ", unreadable")}").Order());
    }

    /// <summary>Everything that goes wrong, beside what the undisturbed host has.</summary>
    private static async Task<List<FileReport>> DisturbAsync(PipelineHost host)
    {
        var early = await host.IngestAsync("early.csv", Event(), Cancellation);
        await IngestAsync(host);
        await host.IngestAsync("big.csv", Batch.Csv(Big("1")), Cancellation);
        var big = await host.IngestAsync("amended.csv", Batch.Csv(Big("2", "amends=1", $"amend_reason={Long}")), Cancellation);
        await host.IngestAsync("own.csv", Batch.Csv(Grant(UnknownPolicy, "bad", "policy=own")), Cancellation);
        await host.IngestAsync("share.csv", Batch.Csv(Grant(DamagedHistory, "bad", $"security_code={OtherShare}")), Cancellation);
        await host.IngestAsync("older.csv", Batch.Csv(Grant(DamagedCurve, "bad", "allotment_date=2013-07-10", "window_to=2013-07-10")), Cancellation);
        var refused = await host.IngestAsync("refused.csv", Batch.Csv(Grant(RefusedRows, "bad", "exercise_price=-1")), Cancellation);
        var amendment = await host.IngestAsync(
            "amendment.csv", Batch.Csv(Grant(RefusedRows, "first", "amends=1", $"amend_reason={new string('訂', 2001)}")), Cancellation);
        var blanks = await host.IngestAsync("blanks.csv", new string(' ', 100_000), Cancellation);

        await FetchAsync(host);
        await DamageAsync(host, $"prices/{OtherShare}0", "20130711 ");
        await DamageAsync(host, "curves/jgb", "20130710 ");
        await host.Get<RunStore>().TryAddAsync(
            new() { Date = Impossible.Date, Version = 1, Status = RunStatus.Requested, Reason = "too early", AskedBy = "test", AskedAt = default },
            Cancellation);
        return [early, refused, amendment, blanks, big];
    }

    private static async Task FetchAsync(PipelineHost host) =>
        await host.Get<MarketDataFetcher>().FetchAsync(Friday, ["37740", $"{OtherShare}0"], Cancellation);

    private static Task<FileReport> IngestAsync(PipelineHost host) => host.IngestAsync(
        "grants.csv",
        Batch.Csv(Enumerable.Range(1, Issuers)
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"I{number:00}"))
            .SelectMany(issuer => new[] { Grant(issuer, "first"), Grant(issuer, "second", "exercise_price=2") })),
        Cancellation);

    /// <summary>An event of a grant, which the disturbed host has before it has the grant.</summary>
    private static string Event() => Batch.Csv(Batch.Event("first", 1, date: "2013-07-11", issuer: EarlyEvents, kind: "forfeited"));

    /// <summary>Sixty grants whose amendments are more than a table takes in one transaction.</summary>
    private static IEnumerable<Dictionary<string, string>> Big(string price, params string[] changes) => Enumerable.Range(0, 60).Select(number =>
        Grant(RefusedRows, $"big{number:00}", [$"exercise_price={price}", $"title={Long}", $"allottees={Long}", .. changes]));

    private static Dictionary<string, string> Grant(string issuer, string id, params string[] changes) =>
        Batch.Grant(["window_from=2005-12-02", $"issuer={issuer}", $"grant_id={id}", .. changes]);

    private static async Task DamageAsync(PipelineHost host, string name, string line)
    {
        var blob = host.Storage.MarketData.GetBlobClient(name);
        var text = (await blob.DownloadContentAsync(Cancellation)).Value.Content.ToString();
        Assert.Contains($"\n{line}", text, StringComparison.Ordinal);
        await blob.UploadAsync(BinaryData.FromString(text.Replace($"\n{line}", $"\n~{line[1..]}", StringComparison.Ordinal)), overwrite: true, Cancellation);
    }

    private static IEnumerable<string> Expected(DateOnly date) => date == Allotment
        ? [$"{UnknownPolicy} bad 2013-07-11", $"{DamagedHistory} bad 2013-07-11"]
        : [$"{UnknownPolicy} bad 2013-07-12", $"{DamagedHistory} bad 2013-07-12"];

    private static string Reason(string issuer) => issuer switch
    {
        UnknownPolicy => "UnknownPolicy policy=own: known policies are ",
        DamagedHistory => $"DamagedData blob market-data/prices/{OtherShare}0=line ",
        _ => "",
    };

    private static async Task<(List<ValueRecord> Failed, List<ValueRecord> Others)> ValuesAsync(PipelineHost host, DateOnly date)
    {
        var values = await host.Get<DateValues>().OfAsync(date, Cancellation).ToListAsync(Cancellation);
        return (
            values.FindAll(value => value.Status == ValueStatus.Failed),
            values.FindAll(value => value.GrantId is "first" or "second"));
    }

    private static async Task<List<ValueRecord>> UndisturbedAsync(PipelineHost host, DateOnly date, List<ValueRecord> failed)
    {
        var (none, values) = await ValuesAsync(host, date);
        Assert.Empty(none);
        Assert.Equal(2 * Issuers, values.Count);
        Assert.All(failed, value => Assert.Equal("bad", value.GrantId));
        return values;
    }

    private static Dictionary<string, string?> Nights(Dictionary<string, string?> others) =>
        new(Settings(lastDate: "2013-07-12").Concat(others));

    /// <summary>A host on a market with one more share, whose two nights are due and whose curves are all published.</summary>
    private async Task<PipelineHost> StartAsync(TemporaryFolder samples)
    {
        var folder = Market.Extended(samples, ("2013-07-12", 3600m));
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "market-data"), "*37740*.csv"))
        {
            samples.Write(
                $"market-data/{Path.GetFileName(file).Replace("37740", $"{OtherShare}0", StringComparison.Ordinal)}",
                (await File.ReadAllTextAsync(file, Cancellation)).Replace("37740", $"{OtherShare}0", StringComparison.Ordinal));
        }

        return await PipelineHost.StartAsync(
            await Azurite.NewStorageAsync(Cancellation), At("2013-07-16T12:00:00+09:00"), Nights([]), folder, Cancellation);
    }
}
