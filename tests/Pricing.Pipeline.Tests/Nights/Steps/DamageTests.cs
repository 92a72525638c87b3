using System.Text;
using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Nights.Steps;
using Pricing.Pipeline.Register.Grants;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;
using Testing;

namespace Pricing.Pipeline.Tests.Nights.Steps;

/// <summary>Something stored cannot be read, or is against the rules of today: it fails what needs it, by name, and nothing else.</summary>
public sealed class DamageTests(AzuriteFixture azurite) : NightTests(azurite)
{
    private const string Good = "good";

    private static readonly Dictionary<string, string?> OwnPolicy = new(Settings())
    {
        ["Policies:0:Name"] = "own",
        ["Policies:0:BasedOn"] = "iij-practice",
    };

    [Fact]
    public async Task Night_PolicyThatIsConfiguredNoMore_IsThatGrantsFailure()
    {
        await using var host = await StartAsync(YearsLater);
        await using (var before = host.Another(settings: OwnPolicy))
        {
            await before.IngestAsync("batch.csv", Batch.Csv(Batch.Grant([.. Window, "policy=own"]), Batch.Grant([.. Window, $"grant_id={Good}"])), Cancellation);
        }

        await host.RunNightsAsync(Cancellation);

        await AssertFailedAsync(host, "UnknownPolicy policy=own: known policies are annual-discount, continuous, iij-practice, release-text");
        Assert.Equal("own", (await host.Get<GrantStore>().FindAsync(Partition, "3rd-series", version: null, Cancellation)).Value.Terms.Policy);
    }

    [Fact]
    public async Task Ingest_GrantWhosePolicyIsConfiguredNoMore_CanBeAmended()
    {
        await using var host = await StartAsync(YearsLater);
        await using (var before = host.Another(settings: OwnPolicy))
        {
            await before.IngestAsync("batch.csv", Batch.Csv(Batch.Grant([.. Window, "policy=own"])), Cancellation);
        }

        var report = await host.IngestAsync(
            "amend.csv", Batch.Csv(Batch.Grant([.. Window, "amends=1", "amend_reason=policy"])), Cancellation);

        Assert.Equal((1, 0), (report.Amended, report.Rejected));
    }

    [Theory]
    [InlineData("exercise_price", "1o", "InvalidField exercise_price=1o: is not a number")]
    [InlineData("allotment_date", null, "InvalidField allotment_date=: is missing")]
    [InlineData("Version", null, "Nullable object must have a value.")]
    [InlineData("Version", "x", "")]
    [InlineData("GrantDateStatus", "Finol", "")]
    public async Task Night_GrantRowThatCannotBeRead_IsThatGrantsFailure(string column, string? value, string reason)
    {
        await using var host = await StartAsync(YearsLater);
        await IngestTwoAsync(host);
        await ChangeRowAsync(host.Storage.Grants, "3rd-series", column, value);

        await host.RunNightsAsync(Cancellation);

        await AssertFailedAsync(host, $"DamagedData table grants=IIJ|00 3rd-series: the stored row cannot be read: {reason}");
    }

    [Fact]
    public async Task Night_GrantRowDamagedAfterThePlan_IsValuedAsItWasPlanned()
    {
        await using var host = await StartAsync(YearsLater);
        await IngestTwoAsync(host);
        await PlanAsync(host);
        await ChangeRowAsync(host.Storage.Grants, "3rd-series", "exercise_price", "");

        await host.RunNightsAsync(Cancellation);

        Assert.Equal((ValueStatus.Final, "1"), ((await ValueAsync(host, "3rd-series")).Status, (await ValueAsync(host, "3rd-series")).ExercisePrice));
    }

    [Fact]
    public async Task Night_GrantRowGoneAfterThePlan_IsValuedAsItWasPlanned()
    {
        await using var host = await StartAsync(YearsLater);
        await IngestTwoAsync(host);
        await PlanAsync(host);
        await host.Storage.Grants.DeleteEntityAsync(Partition, "3rd-series", cancellationToken: Cancellation);

        await host.RunNightsAsync(Cancellation);

        Assert.Equal(ValueStatus.Final, (await ValueAsync(host, "3rd-series")).Status);
        Assert.Equal((2, 0), ((await host.RunAsync(Allotment, 1, Cancellation)).Rows, (await host.RunAsync(Allotment, 1, Cancellation)).Failed));
    }

    [Fact]
    public async Task Ingest_GrantRowThatCannotBeRead_RefusesWhatNamesItAndStoresTheRest()
    {
        await using var host = await StartAsync(YearsLater);
        await IngestTwoAsync(host);
        await ChangeRowAsync(host.Storage.Grants, "3rd-series", "exercise_price", "1o");

        var report = await host.IngestAsync(
            "again.csv", Batch.Csv(Batch.Grant(Window), Batch.Grant([.. Window, "grant_id=third"])), Cancellation);
        var events = await host.IngestAsync("events.csv", Batch.Csv(Batch.Event("3rd-series", 1), Batch.Event(Good, 1)), Cancellation);

        Assert.Equal((1, 1), (report.Stored, report.Rejected));
        Assert.Equal((1, 1), (events.Stored, events.Rejected));
    }

    [Theory]
    [InlineData("rights", "many")]
    [InlineData("kind", "sold")]
    [InlineData("date", null)]
    public async Task Night_EventThatCannotBeRead_IsThatGrantsFailure(string column, string? value)
    {
        await using var host = await StartAsync(YearsLater);
        await IngestTwoAsync(host);
        await host.IngestAsync("events.csv", Batch.Csv(Batch.Event("3rd-series", 1, date: "2013-07-11", kind: "forfeited"), Batch.Event(Good, 35, date: "2013-07-11", kind: "forfeited")), Cancellation);
        var row = (await host.Storage.Grants.QueryAsync<TableEntity>("RowKey ge '!e|3rd' and RowKey lt '!e|4'", cancellationToken: Cancellation)
            .SingleAsync(Cancellation)).RowKey;
        await ChangeRowAsync(host.Storage.Grants, row, column, value);

        await host.RunNightsAsync(Cancellation);

        await AssertFailedAsync(host, $"DamagedData table grants=IIJ|00 {row}: the stored row cannot be read: InvalidField {column}=");
        Assert.Equal(100, (await ValueAsync(host, Good)).RightsOutstanding);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("two")]
    public async Task Night_BucketsOfAnIssuerThatCannotBeRead_FailItsGrantsAndNoOther(string? value)
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window), Batch.Grant([.. Window, "issuer=Other", $"grant_id={Good}"])), Cancellation);
        await ChangeRowAsync(host.Storage.Ledger, "IIJ", "Buckets", value, "issuer");

        await host.RunNightsAsync(Cancellation);

        await AssertFailedAsync(host, "DamagedData table ledger=issuer IIJ: the stored row cannot be read: ", goodPartition: "Other|00");
    }

    [Theory]
    [InlineData("prices/37740", 4)]
    [InlineData("prices/37740", 1)]
    [InlineData("dividends/37740", 2)]
    public async Task Night_ByteOfOneSharesHistoryDamaged_FailsThatSharesGrantsAndNamesThePlace(string blob, int line)
    {
        await using var host = await StartAsync(YearsLater);
        await IngestTwoAsync(host);
        await host.RunNightsAsync(Cancellation);
        await host.IngestAsync("other.csv", Batch.Csv(Batch.Grant([.. Window, "grant_id=third", "security_code=9433"])), Cancellation);
        await DamageLineAsync(host, blob, line, '~');

        await AskAsync(host);
        await host.RunNightsAsync(Cancellation);

        var run = await host.RunAsync(Allotment, 2, Cancellation);
        Assert.Equal((RunStatus.Completed, 3, 3), (run.Status, run.Planned, run.Failed));
        var values = await HistoryAsync(host, "3rd-series");
        Assert.StartsWith($"DamagedData blob market-data/{blob}=line {line}: the stored text cannot be read: ", values[0].Failures, StringComparison.Ordinal);
        Assert.Equal(ValueStatus.Final, values[1].Status);
        Assert.StartsWith("MissingPrice security_code=9433: no price", (await HistoryAsync(host, "third"))[0].Failures, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2013-07-11", '~', true)]
    [InlineData("2013-07-11", '9', true)]
    [InlineData("2013-07-12", '~', false)]
    [InlineData("2013-07-10", '~', false)]
    [InlineData("2013-07-10", '9', false)]
    public async Task Night_OneCurveDamaged_FailsTheValuesThatNeedItAndNoOthers(string date, char byteThere, bool fails)
    {
        await using var host = await StartAsync(YearsLater);
        await host.IngestAsync(
            "batch.csv",
            Batch.Csv(Batch.Grant(Window), Batch.Grant([.. Window, $"grant_id={Good}", "risk_free_rate=0.01275", "rate_source=MoF"])),
            Cancellation);
        await host.RunNightsAsync(Cancellation);
        var (_, line) = await DamageCurveAsync(host, date.Replace("-", "", StringComparison.Ordinal), byteThere);

        await AskAsync(host);
        await host.StopEngineAsync();
        await RunWithoutFeedAsync(host);

        var values = await HistoryAsync(host, "3rd-series");
        Assert.Equal(fails ? 2 : 1, values.Count);
        if (fails)
        {
            Assert.StartsWith($"DamagedData blob market-data/curves/jgb=line {line}: the stored text cannot be read: ", values[0].Failures, StringComparison.Ordinal);
        }

        Assert.Equal(ValueStatus.Final, Assert.Single(await HistoryAsync(host, Good)).Status);
    }

    [Fact]
    public async Task Night_CurveDamagedAndTheSourceStatesItAgain_IsMendedAndTheDamagedLineIsKept()
    {
        await using var host = await StartAsync(YearsLater);
        await IngestTwoAsync(host);
        await host.RunNightsAsync(Cancellation);
        var (text, line) = await DamageCurveAsync(host, "20130711", '~');

        await AskAsync(host);
        await host.RunNightsAsync(Cancellation);

        var run = await host.RunAsync(Allotment, 2, Cancellation);
        Assert.Equal((0, 2), (run.Failed, run.Unchanged));
        var after = (await ReadAsync(host, "curves/jgb")).Split('\n');
        Assert.Contains(text.Split('\n')[line - 1], after);
        Assert.Contains(after, kept => kept.StartsWith("20130711 ", StringComparison.Ordinal));
    }

    private static async Task IngestTwoAsync(PipelineHost host) => await host.IngestAsync(
        "batch.csv", Batch.Csv(Batch.Grant(Window), Batch.Grant([.. Window, $"grant_id={Good}"])), Cancellation);

    private static async Task PlanAsync(PipelineHost host)
    {
        var run = (await host.Get<NightLedger>().FindDueAsync("test", Cancellation))!;
        await host.Get<PlanNight>().RunAsync(run, Cancellation);
    }

    /// <summary>Of two grants the one failed as stated, and the other has its value of an undisturbed night.</summary>
    private static async Task AssertFailedAsync(PipelineHost host, string failure, string goodPartition = Partition)
    {
        var run = await host.RunAsync(Allotment, 1, Cancellation);
        Assert.Equal((RunStatus.Completed, 2, 2, 1), (run.Status, run.Planned, run.Rows, run.Failed));
        var failed = await ValueAsync(host, "3rd-series");
        Assert.StartsWith(failure, failed.Failures, StringComparison.Ordinal);
        Assert.Equal((ValueStatus.Failed, ""), (failed.Status, failed.AmountPerRight));
        var good = await host.Get<ValuationStore>().FindAsync(goodPartition, Good, Allotment, 1, Cancellation);
        Assert.Equal("647000", good!.AmountPerRight);
    }

    private static async Task ChangeRowAsync(TableClient table, string row, string column, string? value, string partition = Partition)
    {
        var entity = (await table.GetEntityAsync<TableEntity>(partition, row, cancellationToken: Cancellation)).Value;
        if (value is null) entity.Remove(column);
        else entity[column] = value;
        await table.UpdateEntityAsync(entity, entity.ETag, TableUpdateMode.Replace, Cancellation);
    }

    private static async Task DamageLineAsync(PipelineHost host, string blob, int line, char byteThere)
    {
        var lines = (await ReadAsync(host, blob)).Split('\n');
        lines[line - 1] = byteThere + lines[line - 1][1..];
        await WriteAsync(host, blob, string.Join('\n', lines));
    }

    /// <summary>Damages the first byte of a curve's line; gives the damaged text and the line.</summary>
    private static async Task<(string Text, int Line)> DamageCurveAsync(PipelineHost host, string date, char byteThere)
    {
        var lines = (await ReadAsync(host, "curves/jgb")).Split('\n');
        var line = Array.FindIndex(lines, text => text.StartsWith(date, StringComparison.Ordinal)) + 1;
        await DamageLineAsync(host, "curves/jgb", line, byteThere);
        return (await ReadAsync(host, "curves/jgb"), line);
    }

    /// <summary>Runs what is due where the source does not have the curves any more.</summary>
    private static async Task RunWithoutFeedAsync(PipelineHost host)
    {
        var nowhere = $"{host.Get<IConfiguration>()["MarketData:Jgb:HistoryAddress"]}.gone";
        await using var alone = host.Another(settings: new Dictionary<string, string?>(Settings())
        {
            ["MarketData:Jgb:HistoryAddress"] = nowhere,
            ["MarketData:Jgb:CurrentMonthAddress"] = nowhere,
        });
        await alone.RunNightsAsync(Cancellation);
    }

    private static async Task<string> ReadAsync(PipelineHost host, string blob) =>
        (await host.Storage.MarketData.GetBlobClient(blob).DownloadContentAsync(Cancellation)).Value.Content.ToString();

    private static async Task WriteAsync(PipelineHost host, string blob, string text) =>
        await host.Storage.MarketData.GetBlobClient(blob).UploadAsync(BinaryData.FromBytes(Encoding.UTF8.GetBytes(text)), overwrite: true, Cancellation);
}
