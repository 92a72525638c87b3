using System.Text;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Tests.Settlements;
using Pricing.Proof.Findings;
using Testing;

namespace Pricing.Proof.Tests;

public sealed class VerifierTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private ProvenStorage proven = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => proven = await ProvenStorage.StartAsync(azurite);

    public ValueTask DisposeAsync() => proven.DisposeAsync();

    [Fact]
    public async Task Verify_WhatTheNightsStored_IsAlike()
    {
        var report = await proven.VerifyAsync();

        Assert.Empty(report.Findings);
        Assert.True(report.IsAlike);
        foreach (var subject in Enum.GetValues<ProofSubject>().Where(subject => subject != ProofSubject.Papers)) Assert.True(report.Checked.GetValueOrDefault(subject) > 0, $"{subject} were not compared.");
    }

    [Fact]
    public async Task Verify_OneRunAndOneGrant_LookAtWhatTheyRestOn()
    {
        var run = await proven.VerifyAsync(new() { Run = new(new(2013, 7, 11), 1) });
        var grant = await proven.VerifyAsync(new() { Issuer = "IIJ", GrantId = "3rd-series" });

        Assert.Empty(run.Findings.Concat(grant.Findings));
        Assert.Equal((2, 1), (run.Checked[ProofSubject.Values], run.Checked[ProofSubject.Evidence]));
        Assert.Equal((2, 2, 2), (grant.Checked[ProofSubject.Values], grant.Checked[ProofSubject.Grants], grant.Checked[ProofSubject.Events]));
    }

    [Fact]
    public async Task Verify_BodyOrFileThatIsGone_IsNotCheckedAndNoDifference()
    {
        await foreach (var body in proven.Host.Storage.RawMarketData.GetBlobsAsync(BlobTraits.None, BlobStates.None, null, Cancellation))
            await proven.Host.Storage.RawMarketData.DeleteBlobAsync(body.Name, cancellationToken: Cancellation);
        await foreach (var file in proven.Host.Storage.Intake.GetBlobsAsync(BlobTraits.None, BlobStates.None, null, Cancellation))
            await proven.Host.Storage.Intake.DeleteBlobAsync(file.Name, cancellationToken: Cancellation);

        var report = await proven.VerifyAsync();

        Assert.Equal(0, report.Differences);
        Assert.All(report.Findings, finding => Assert.StartsWith("source not kept", finding.Reason, StringComparison.Ordinal));
    }

    /// <summary>However many rows name a file that the rules of today refuse, whole or row by row, it is not read for each of them.</summary>
    [Theory]
    [InlineData("no,columns,of,events\n1,2,3,4\n", "none of the first 10 rows is a header")]
    [InlineData(null, "is not a date")]
    public async Task Verify_AFileThatIsRefusedToday_IsNotCheckedRowByRowAndNotReadForEach(string? text, string reason)
    {
        var host = proven.Host;
        string[] days = ["2014-08-01", "2014-08-04", "2014-08-05", "2014-08-06", "2014-08-07", "2014-08-08", "2014-08-11", "2014-08-12"];
        string Events(Func<string, string> dated) =>
            Batch.Csv([.. days.Select(day => Batch.Event("1st", 1, dated(day), ProvenStorage.OtherIssuer, "forfeited"))]);
        var taken = await host.IngestAsync("many.csv", Events(day => day), Cancellation);
        Assert.Equal(days.Length, taken.Stored);
        using var refused = new MemoryStream(Encoding.UTF8.GetBytes(text ?? Events(day => $"on {day}")));
        var (records, kept) = (host.Get<FileRecords>(), await host.Get<KeptFiles>().KeepAsync(refused, Cancellation));
        await records.SaveAsync((await records.FindAsync(taken.Batch, Cancellation))! with { Sha256 = kept.Sha256 }, Cancellation);
        var hook = new StorageHook();
        var readings = hook.Count(request => request.Method == RequestMethod.Get && request.Uri.Path.EndsWith($"/{kept.Sha256}", StringComparison.Ordinal));

        var report = await proven.VerifyAsync(hook: hook);

        var findings = report.Findings.Where(finding => finding.Reason.Contains($"of intake/{kept.Sha256} is refused by the rules of today", StringComparison.Ordinal)).ToList();
        Assert.Equal(days.Length, findings.Count);
        Assert.All(findings, finding => Assert.Equal(FindingKind.NotChecked, finding.Kind));
        Assert.All(findings, finding => Assert.Contains(reason, finding.Reason, StringComparison.Ordinal));
        Assert.InRange(readings(), 1, 4);
    }

    [Theory]
    [InlineData("batch", "finishedAt")]
    [InlineData("file", "receivedAt")]
    public async Task Verify_ARecordOfAFileOfEventsThatCannotBeRead_IsNamedAndStopsNothingElse(string partition, string column)
    {
        var ledger = proven.Host.Storage.Ledger;
        await foreach (var row in ledger.QueryAsync<TableEntity>(row => row.PartitionKey == partition, cancellationToken: Cancellation))
        {
            if (row["name"] as string != "events.csv") continue;
            row[column] = "soon";
            await ledger.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancellation);
        }

        var report = await proven.VerifyAsync();

        Assert.Contains(report.Findings, finding => finding.Kind == FindingKind.Difference && $"{finding.Place} {finding.Reason}".Contains(partition, StringComparison.Ordinal));
        Assert.Equal((4, 2), (report.Checked[ProofSubject.Values], report.Checked[ProofSubject.Manifests]));
    }

    [Fact]
    public async Task Verify_ABodyThatWasChanged_NamesTheHashThatItMustHaveAndTheOneThatItHas()
    {
        var container = proven.Host.Storage.RawMarketData;
        var name = (await container.GetBlobsAsync(BlobTraits.None, BlobStates.None, null, Cancellation).FirstAsync(Cancellation)).Name;
        await container.GetBlobClient(name).UploadAsync(BinaryData.FromString("other"), overwrite: true, Cancellation);

        var report = await proven.VerifyAsync();

        var finding = Assert.Single(report.Findings, finding => finding.Place == $"raw-market-data/{name}");
        Assert.Equal(("hash", name, Pricing.Pipeline.Storage.ContentHash.Of("other")), (finding.Field, finding.Stored, finding.Found));
        Assert.Equal("does not match its hash", finding.Reason);
    }

    [Fact]
    public async Task Verify_ACloseThatWasChanged_NamesItAndTheOneThatTheBodyStates()
    {
        var blob = proven.Host.Storage.MarketData.GetBlobClient("prices/37740");
        var text = (await blob.DownloadContentAsync(Cancellation)).Value.Content.ToString();
        Assert.Contains("20130711 3505", text, StringComparison.Ordinal);
        await blob.UploadAsync(BinaryData.FromString(text.Replace("20130711 3505", "20130711 3506", StringComparison.Ordinal)), overwrite: true, Cancellation);

        var report = await proven.VerifyAsync();

        Assert.Contains(report.Findings, finding => finding.Place == "market-data/prices/37740"
            && finding.Reason.EndsWith(" states: stored is close 3506, the body states close 3505", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false, "modification_date")]
    [InlineData(true, "Modifications")]
    public async Task Verify_TheDayOfAChangeOfTermsMoved_IsNamedByWhatBroughtItAndByThePlan(bool isCorrectedLater, string field)
    {
        string[] terms = ["policy=iij-practice", "exercise_price=100", "accounting_standard=asbj8"];
        await proven.Host.IngestAsync(
            "changed.csv",
            Batch.Csv(Rows.Grant([.. terms, "title=Third series", "amends=2", "amend_reason=agreed", "modification_date=2013-07-12"])),
            Cancellation);
        if (isCorrectedLater)
        {
            await proven.Host.IngestAsync(
                "corrected.csv", Batch.Csv(Rows.Grant([.. terms, "title=The third series", "amends=3", "amend_reason=a typing error"])), Cancellation);
        }

        await proven.RerunAsync(new(2013, 7, 12));
        var grants = proven.Host.Storage.Grants;
        var row = await grants.QueryAsync<TableEntity>("RowKey eq '3rd-series'", cancellationToken: Cancellation).FirstAsync(Cancellation);
        Assert.Equal("3:2013-07-12", row["Modifications"]);
        row["Modifications"] = "3:2013-09-02";
        await grants.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancellation);

        var report = await proven.VerifyAsync();

        Assert.True(
            report.Findings.Any(finding => finding.Kind == FindingKind.Difference && finding.Place == "grants IIJ 3rd-series version 3" && finding.Field == field),
            ProvenStorage.Shown(report));
        Assert.Contains(report.Findings, finding => finding is { Place: "runs/2013-07-12/v2/plan, IIJ 3rd-series", Field: "Modifications", Stored: "3:2013-07-12", Found: "3:2013-09-02" });
    }

    [Fact]
    public async Task Verify_AValueThatNobodyValued_IsNamed()
    {
        var values = proven.Host.Storage.Valuations;
        var row = await values.QueryAsync<TableEntity>("amountPerRight ne ''", cancellationToken: Cancellation).FirstAsync(Cancellation);
        row.RowKey = row.RowKey[..^1] + "0";
        await values.AddEntityAsync(row, Cancellation);

        var report = await proven.VerifyAsync();

        Assert.Contains(report.Findings, finding => finding is { Kind: FindingKind.Difference, Field: "rows in the table" });
    }

    [Fact]
    public async Task Verify_AFigureChangedWithItsHash_IsFoundByComputingItAgain()
    {
        var values = proven.Host.Storage.Valuations;
        var row = await values.QueryAsync<TableEntity>("amountPerRight ne ''", cancellationToken: Cancellation).FirstAsync(Cancellation);
        var value = Pricing.Pipeline.Storage.TableRecords.Read(row, Pricing.Pipeline.Values.ValueJson.Readable.ValueRecord);
        var changed = Pricing.Pipeline.Values.ValueSeal.Of(value with { AmountPerRight = "650000" });
        row["amountPerRight"] = changed.AmountPerRight;
        row["hash"] = changed.Hash;
        await values.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancellation);

        var report = await proven.VerifyAsync();

        Assert.Contains(report.Findings, finding => finding is { Field: "amountPerRight", Stored: "650000", Found: "647000" });
    }
}
