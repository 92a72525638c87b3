using Azure.Data.Tables;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Tests.Settlements;
using Pricing.Proof.Findings;
using Testing;

namespace Pricing.Proof.Tests;

/// <summary>What comes to an honest storage after values and settlements were made raises no alarm.</summary>
public sealed class LaterFactsTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly DateOnly Allotment = new(2013, 7, 11);

    private ProvenStorage proven = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => proven = await ProvenStorage.StartAsync(azurite);

    public ValueTask DisposeAsync() => proven.DisposeAsync();

    [Fact]
    public async Task Verify_AfterALateCorrection_SeesEachValueAsItsRunSawTheFacts()
    {
        var report = await proven.TakeAsync("3774.csv", "date,code,close\n2013-07-05,3774,3300\n", replace: true);
        Assert.Equal(1, report.Amended + report.Stored);
        await proven.RerunAsync(Allotment);

        Assert.Empty((await proven.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task Verify_AfterAnEventBeforeTheRunsDate_SeesTheRightsAsThePlanDid()
    {
        await proven.Host.IngestAsync("forfeited.csv", Batch.Csv(Rows.Event("forfeited", "2013-07-12", "rights=3")), Cancellation);
        await proven.RerunAsync(new(2013, 7, 12));

        Assert.Empty((await proven.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task Verify_AfterACorrectedNumberOfRights_CountsByTheTermsOfTheTime()
    {
        await proven.Host.IngestAsync(
            "corrected.csv",
            Batch.Csv(Rows.Grant("policy=iij-practice", "allotted_rights=90", "title=Third series", "amends=2", "amend_reason=a typing error")),
            Cancellation);
        await proven.RerunAsync(Allotment);

        Assert.Empty((await proven.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task Verify_AfterRowsWaitedWereWithdrawnRefusedMendedAndCorrected_FindsEachWhereItBelongs()
    {
        await proven.LiveOnAsync();
        await proven.RerunAsync(new(2013, 7, 12));

        var report = await proven.VerifyAsync();

        Assert.True(report.IsAlike, ProvenStorage.Shown(report));
    }

    [Fact]
    public async Task Verify_ChangeOfTermsBesideALaterGrantDateValue_SeesTheOneOfItsTime()
    {
        await proven.Host.IngestAsync(
            "changed.csv",
            Batch.Csv(Rows.Grant("policy=iij-practice", "exercise_price=100", "title=Third series", "accounting_standard=asbj8", "amends=2", "amend_reason=agreed", "modification_date=2013-07-12")),
            Cancellation);
        await proven.RerunAsync(new(2013, 7, 12));
        await proven.TakeAsync("3774.csv", "date,code,close\n2013-07-11,3774,3600\n", replace: true);
        await proven.RerunAsync(Allotment);

        var report = await proven.VerifyAsync();

        Assert.Equal(0, report.Differences);
    }

    [Fact]
    public async Task Verify_ARunThatIsNotCompleted_HasItsValuesComparedAllTheSame()
    {
        var runs = proven.Host.Storage.Runs;
        var row = (await runs.GetEntityAsync<TableEntity>("2013-07-12", Keys.Inverted(1), cancellationToken: Cancellation)).Value;
        row["status"] = "Cancelled";
        await runs.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancellation);
        var values = proven.Host.Storage.Valuations;
        var value = await values.QueryAsync<TableEntity>("runDate eq '2013-07-12' and grantId eq '3rd-series'", cancellationToken: Cancellation).FirstAsync(Cancellation);
        value["amountPerRight"] = "1";
        await values.UpdateEntityAsync(value, value.ETag, TableUpdateMode.Replace, Cancellation);

        var report = await proven.VerifyAsync();

        Assert.Contains(report.Findings, finding => finding is { Kind: FindingKind.Difference, Place: "valuations IIJ 3rd-series 2013-07-12 v1", Field: "hash" });
    }

    [Fact]
    public async Task Verify_ARunThatCompletesAfterItsRowsWereCounted_IsNoDifference()
    {
        var (hook, date) = (new StorageHook(), new DateOnly(2013, 7, 10));
        hook.Once(
            request => request.Uri.ToUri() is { AbsolutePath: var path, Query: var query }
                && path.EndsWith("/valuations()", StringComparison.OrdinalIgnoreCase) && query.Contains("runDate", StringComparison.Ordinal),
            () => proven.RerunAsync(date));

        var report = await proven.VerifyAsync(hook: hook);

        var run = await proven.Host.Get<RunStore>().GetAsync(new(date, 1), Cancellation);
        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.NotEqual(0, run.Rows);
        Assert.True(report.IsAlike, ProvenStorage.Shown(report));
    }

    [Fact]
    public async Task Verify_HeadsOfAPackageInAStorage_AreNamed()
    {
        await proven.Host.Storage.RunFiles.GetBlobClient("2013-07-11/v1/heads.json").UploadAsync(BinaryData.FromString("{\"heads\":[],\"own\":[]}"), Cancellation);

        var report = await proven.VerifyAsync();

        Assert.Contains(report.Findings, finding => finding is { Kind: FindingKind.Difference, Place: "runs/2013-07-11/v1/heads.json" });
    }
}
