using Azure.Data.Tables;
using Pricing.Pipeline.Settlements;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Tests.Settlements;
using Pricing.Proof.Findings;
using Testing;

namespace Pricing.Proof.Tests;

/// <summary>Settlements are proven by what was stored when they were made, whatever came later.</summary>
public sealed class SettlementProofTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateOnly Allotment = new(2013, 7, 11);

    private ProvenStorage proven = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => proven = await ProvenStorage.StartAsync(azurite);

    public ValueTask DisposeAsync() => proven.DisposeAsync();

    [Fact]
    public async Task Verify_AfterANewVersionOfTheGrantDateValue_SettlesAnExerciseByTheOneOfItsTime()
    {
        await CorrectAsync();

        Assert.Empty((await proven.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task Verify_APackageAfterANewVersionOfTheGrantDateValue_IsAlike()
    {
        await CorrectAsync();
        await using var package = await ProvenPackage.WriteAsync(azurite, proven);

        Assert.Empty((await package.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task Verify_AfterASplitThatChangesASettlement_SettlesByWhatWasKnown()
    {
        await SplitAsync();

        Assert.Empty((await proven.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task Verify_AfterTermsThatChangeASettlement_SettlesByTheVersionOfTheTime()
    {
        await proven.Host.IngestAsync(
            "corrected.csv",
            Batch.Csv(Rows.Grant("policy=iij-practice", "title=Third series", "exercise_price=2", "amends=2", "amend_reason=a typing error")),
            Cancellation);
        proven.Host.Clock.Advance(TimeSpan.FromHours(1));

        Assert.Empty((await proven.VerifyAsync()).Findings);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Verify_ASettlementThatWasChanged_IsADifferenceWhateverCameLater(bool afterAValue, bool afterASplit)
    {
        if (afterAValue) await CorrectAsync();
        if (afterASplit) await SplitAsync();
        await ForgeAsync();

        var report = await proven.VerifyAsync();

        Assert.True(
            report.Findings.Any(finding => finding is { Kind: FindingKind.Difference, Field: "settlement" } && finding.Place.StartsWith("events of IIJ 3rd-series, ", StringComparison.Ordinal)),
            ProvenStorage.Shown(report));
    }

    [Fact]
    public async Task Verify_ASettlementThatWasChangedOfAnEventThatWasTakenBack_IsADifference()
    {
        var life = (await proven.Host.Get<GrantLives>().FindAsync("IIJ", "3rd-series", on: null, Cancellation))!.Value;
        var exercised = life.Events.Single(item => item.Kind == "exercised");
        var report = await proven.Host.IngestAsync(
            "taken back.csv", Batch.Csv(Rows.Event("exercised", "2014-07-08", "holder=D-01", "rights=6", $"reverses={exercised.Id}")), Cancellation);
        Assert.Equal(1, report.Stored);
        proven.Host.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Empty((await proven.VerifyAsync()).Findings);
        await ForgeAsync();

        Assert.Contains((await proven.VerifyAsync()).Findings, finding => finding is { Kind: FindingKind.Difference, Field: "settlement" });
    }

    private Azure.AsyncPageable<TableEntity> Exercised() => proven.Host.Storage.Grants
        .QueryAsync<TableEntity>("kind eq 'exercised' and date eq '2014-07-07'", cancellationToken: Cancellation);

    private async Task CorrectAsync()
    {
        await proven.TakeAsync("3774.csv", "date,code,close\n2013-07-11,3774,3600\n", replace: true);
        await proven.RerunAsync(Allotment);
    }

    private async Task SplitAsync()
    {
        await proven.TakeAsync("late.csv", "code,kind,ratio,record_date,effective_date,meant_reason\n3774,split,1:2,2014-03-31,2014-04-01,stated before its closes\n");
        proven.Host.Clock.Advance(TimeSpan.FromHours(1));
    }

    private async Task ForgeAsync()
    {
        var forged = 0;
        await foreach (var row in Exercised())
        {
            row["settlement"] = row.GetString("settlement").Replace("\"rightsOutstanding\":", "\"rightsOutstanding\":1", StringComparison.Ordinal);
            await proven.Host.Storage.Grants.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancellation);
            forged++;
        }

        Assert.Equal(1, forged);
    }
}
