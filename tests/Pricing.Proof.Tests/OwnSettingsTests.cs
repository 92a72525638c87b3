using Azure.Data.Tables;
using Pricing.Pipeline.Controls.Changes;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Tests.Settlements;
using Pricing.Pipeline.Values;
using Pricing.Proof.Findings;
using Testing;

namespace Pricing.Proof.Tests;

/// <summary>What the company set counts in a proof, and nothing of what the machine has set on which it is made.</summary>
public sealed class OwnSettingsTests(AzuriteFixture azurite)
{
    private static readonly DateOnly Allotment = new(2013, 7, 11);

    private static readonly Dictionary<string, string?> House = new()
    {
        ["Policies:0:Name"] = "house",
        ["Policies:0:BasedOn"] = "iij-practice",
        ["Policies:0:ValuePerShareRounding"] = "up",
    };

    private static readonly Dictionary<string, string?> Strict = new() { ["MarketData:Checks:SuspectDeviations"] = "3" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_AGrantWithThePolicyOfTheCompany_ValuesByWhatIsStoredOfIt()
    {
        await using var proven = await ProvenStorage.StartAsync(azurite, "house", House);

        var report = await proven.VerifyAsync();

        Assert.True(report.IsAlike, ProvenStorage.Shown(report));
        var another = await proven.VerifyAsync(settings: new Dictionary<string, string?>(House) { ["Policies:0:ValuePerShareRounding"] = "none" });
        Assert.True(another.IsAlike, ProvenStorage.Shown(another));
    }

    [Fact]
    public async Task Verify_APackageWithThePolicyOfTheCompany_IsAlike()
    {
        await using var package = await ProvenPackage.WriteAsync(azurite, await ProvenStorage.StartAsync(azurite, "house", House));

        var report = await package.VerifyAsync();

        Assert.True(report.IsAlike, ProvenStorage.Shown(report));
        Assert.Equal(4, report.Checked[ProofSubject.Papers]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Verify_AStoredPolicyThatWasChanged_IsFoundByItsHash(bool ofOneGrant)
    {
        await using var proven = await ProvenStorage.StartAsync(azurite, "house", House);
        var ledger = proven.Host.Storage.Ledger;
        var row = await ledger.QueryAsync<TableEntity>("PartitionKey eq 'policy' and RowKey ge 'house|' and RowKey lt 'house}'", cancellationToken: Cancellation).SingleAsync(Cancellation);
        row["content"] = row.GetString("content").Replace("MinimumReturns=", "MinimumReturns=1", StringComparison.Ordinal);
        await ledger.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancellation);

        var report = await proven.VerifyAsync(ofOneGrant ? new() { Issuer = "IIJ", GrantId = "3rd-series" } : null);

        Assert.Contains(report.Findings, finding => finding is { Kind: FindingKind.Difference, Field: "hash" } && finding.Place.StartsWith("ledger policy house|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Verify_AChangeOfTermsFromOnePolicyToAnother_ValuesEachByItsOwn()
    {
        await using var proven = await ProvenStorage.StartAsync(azurite, own: House);
        await proven.Host.IngestAsync(
            "changed.csv",
            Batch.Csv(Rows.Grant("policy=house", "exercise_price=100", "title=Third series", "accounting_standard=asbj8", "amends=2", "amend_reason=agreed", "modification_date=2013-07-12")),
            Cancellation);
        await proven.RerunAsync(new(2013, 7, 12));

        var report = await proven.VerifyAsync();

        Assert.True(report.IsAlike, ProvenStorage.Shown(report));
    }

    [Fact]
    public async Task Verify_ValuesOfBeforeAndAfterAChangeOfLimits_ChecksEachByTheLimitsOfItsRun()
    {
        await using var proven = await StrictlyRerunAsync();

        foreach (var settings in new[] { null, Strict })
        {
            var report = await proven.VerifyAsync(settings: settings);
            Assert.True(report.IsAlike, ProvenStorage.Shown(report));
        }

        await using var package = await ProvenPackage.WriteAsync(azurite, proven);
        var packaged = await package.VerifyAsync();
        Assert.True(packaged.IsAlike, ProvenStorage.Shown(packaged));
    }

    [Fact]
    public async Task Verify_AValueThatFailedOfACloseUnderOtherLimits_WithAnotherReasonDiffers()
    {
        await using var proven = await StrictlyRerunAsync();
        var values = proven.Host.Storage.Valuations;
        var row = await values.QueryAsync<TableEntity>("grantId eq '3rd-series' and runVersion eq 2 and status eq 'Failed'", cancellationToken: Cancellation).FirstAsync(Cancellation);
        var value = TableRecords.Read(row, ValueJson.Readable.ValueRecord);
        Assert.StartsWith("SuspectPrice close=", value.Failures, StringComparison.Ordinal);
        var changed = ValueSeal.Of(value with { Failures = "SuspectPrice close=1: made up" });
        row["failures"] = changed.Failures;
        row["hash"] = changed.Hash;
        await values.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancellation);

        var report = await proven.VerifyAsync();

        Assert.Contains(report.Findings, finding => finding is { Kind: FindingKind.Difference, Field: "failures" });
        Assert.Equal(0, report.NotChecked);
    }

    [Fact]
    public async Task Verify_ARunThatNamesNoSettings_SaysThatTheLimitsAreThoseOfTheMachine()
    {
        await using var proven = await StrictlyRerunAsync();
        await foreach (var row in proven.Host.Storage.Runs.QueryAsync<TableEntity>(cancellationToken: Cancellation))
        {
            row["settings"] = "";
            await proven.Host.Storage.Runs.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancellation);
        }

        var report = await proven.VerifyAsync();

        Assert.Contains(report.Findings, finding => finding.Kind == FindingKind.NotChecked && finding.Reason.StartsWith("settings: ", StringComparison.Ordinal));
        Assert.DoesNotContain(report.Findings, finding => finding is { Kind: FindingKind.Difference, Field: "failures" });
    }

    [Fact]
    public async Task Verify_TheLogOfSettingsWithOtherLimits_IsFoundByItsHash()
    {
        await using var proven = await StrictlyRerunAsync();
        var blob = proven.Host.Storage.Logs.GetBlobClient(SettingsLog.NameOf(2));
        var text = (await blob.DownloadContentAsync(Cancellation)).Value.Content.ToString();
        var changed = text.Replace("\"MarketData:Checks:SuspectDeviations\":\"3\"", "\"MarketData:Checks:SuspectDeviations\":\"4\"", StringComparison.Ordinal);
        Assert.NotEqual(text, changed);
        await blob.UploadAsync(BinaryData.FromString(changed), overwrite: true, Cancellation);

        var report = await proven.VerifyAsync();

        Assert.Contains(report.Findings, finding => finding.Kind == FindingKind.Difference && finding.Place.StartsWith("logs/settings/", StringComparison.Ordinal));
    }

    /// <summary>A storage whose second run of the allotment date was made under limits of which its values fail.</summary>
    private async Task<ProvenStorage> StrictlyRerunAsync()
    {
        var proven = await ProvenStorage.StartAsync(azurite);
        await using var strict = proven.Host.Another(settings: ProvenStorage.SettingsWith(Strict));
        await proven.RerunAsync(Allotment, strict);
        Assert.True((await proven.Host.RunAsync(Allotment, 2, Cancellation)).Failed > 0);
        return proven;
    }
}
