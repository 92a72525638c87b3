using Azure;
using Azure.Data.Tables;
using Pricing.Pipeline.Storage;
using Pricing.Proof.Findings;
using Testing;

namespace Pricing.Proof.Tests;

/// <summary>A row that is gone is named by what it came from, or by what names it.</summary>
public sealed class DeletedRowTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_ARowOfEveryKindDeleted_NamesEach()
    {
        await using var proven = await ProvenStorage.StartAsync(azurite);
        var storage = proven.Host.Storage;
        (TableClient Table, string Filter, string Place, string Reason)[] rows =
        [
            (storage.Grants, "RowKey eq '3rd-series'", "grants IIJ 3rd-series", "is not there: line 2 of intake/"),
            (storage.Grants, "RowKey eq '3rd-series'", "grants IIJ 3rd-series version 1", "the plan of the run 2013-07-11 v1 names it"),
            (storage.Grants, "RowKey ge '!g' and RowKey lt '!h'", "table grants", "it is not there"),
            (storage.Grants, "kind eq 'exercised'", "events of IIJ 3rd-series, ", "is not there: line 3 of intake/"),
            (storage.Grants, "RowKey ge '!h' and RowKey lt '!i'", "holders of IIJ 3rd-series", "is not there: line "),
            (storage.Ledger, "PartitionKey eq 'policy' and RowKey ge 'iij-practice' and RowKey lt 'iij-practicf'", "ledger policy iij-practice|", "is not there, and valuations IIJ 3rd-series"),
            (storage.Ledger, "PartitionKey eq 'issuer' and RowKey eq 'IIJ'", "ledger issuer IIJ", "is not there, and grants of this issuer are stored"),
            (storage.Ledger, "PartitionKey eq 'file' and name eq 'events.csv'", "ledger file ", "is not there, and its report is"),
            (storage.Ledger, "PartitionKey eq 'batch' and name eq 'events.csv'", "ledger batch ", "is not there, and the file was taken in to its end"),
        ];

        foreach (var (table, filter, place, reason) in rows)
        {
            var row = await table.QueryAsync<TableEntity>(filter, cancellationToken: Cancellation).FirstAsync(Cancellation);
            await table.DeleteEntityAsync(row, ETag.All, Cancellation);
            var report = await proven.VerifyAsync();
            await table.AddEntityAsync(row, Cancellation);

            Assert.True(
                report.Findings.Any(finding => finding.Kind == FindingKind.Difference
                    && finding.Place.StartsWith(place, StringComparison.Ordinal)
                    && finding.Reason.Contains(reason, StringComparison.Ordinal)),
                $"{filter} should name {place} ({reason}), and names: {ProvenStorage.Shown(report)}");
        }

        var restored = await proven.VerifyAsync();
        Assert.True(restored.IsAlike, ProvenStorage.Shown(restored));
    }

    [Fact]
    public async Task Verify_ARowDeletedAndTheCountOfItsReportLowered_IsNamed()
    {
        await using var proven = await ProvenStorage.StartAsync(azurite);
        var ledger = proven.Host.Storage.Ledger;
        await DeleteAsync(proven.Host.Storage.Grants, "kind eq 'exercised'");
        var counts = await ledger.QueryAsync<TableEntity>("PartitionKey eq 'batch' and name eq 'events.csv'", cancellationToken: Cancellation).FirstAsync(Cancellation);
        counts["stored"] = 1;
        await ledger.UpdateEntityAsync(counts, ETag.All, TableUpdateMode.Replace, Cancellation);

        var report = await proven.VerifyAsync();

        Assert.Contains(report.Findings, finding => finding is { Kind: FindingKind.Difference, Field: "line 3" });
    }

    [Fact]
    public async Task Verify_AnEventDeletedAndAnotherStoredTwice_NamesBoth()
    {
        await using var proven = await ProvenStorage.StartAsync(azurite);
        var grants = proven.Host.Storage.Grants;
        await DeleteAsync(grants, "kind eq 'exercised'");
        var row = await grants.QueryAsync<TableEntity>("kind eq 'left_office'", cancellationToken: Cancellation).FirstAsync(Cancellation);
        row.RowKey = row.RowKey[..^1] + "x";
        await grants.AddEntityAsync(row, Cancellation);

        var report = await proven.VerifyAsync();

        Assert.Contains(report.Findings, finding => finding.Kind == FindingKind.Difference && finding.Reason.Contains("names the same line of the file", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Verify_APolicyThatSaysSomethingElseWithItsHash_IsNamedByTheValuesOfIt()
    {
        await using var proven = await ProvenStorage.StartAsync(azurite);
        var ledger = proven.Host.Storage.Ledger;
        var row = await ledger.QueryAsync<TableEntity>("PartitionKey eq 'policy' and RowKey ge 'iij-practice' and RowKey lt 'iij-practicf'", cancellationToken: Cancellation).FirstAsync(Cancellation);
        row["content"] = row.GetString("content") + "\nmore";
        row["hash"] = ContentHash.Of(row.GetString("content"));
        await ledger.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, Cancellation);

        var report = await proven.VerifyAsync();

        var finding = Assert.Single(report.Findings, finding => finding.Field == "hash of a value");
        Assert.Equal(row.GetString("hash"), finding.Stored);
        Assert.Contains("valuations ", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_AWithdrawalTakenOutOfTheActionsOfAShare_IsNamed()
    {
        await using var proven = await ProvenStorage.StartAsync(azurite);

        // The second row withdraws what is not known, and is rightly not stored.
        var taken = await proven.TakeAsync(
            "withdrawn.csv",
            "code,kind,ratio,record_date,withdrawn_reason\n3774,split,,2012-09-30,it was never decided\n3774,split,,2010-03-31,nor this one\n");
        Assert.Equal((1, 1), (taken.Stored, taken.Rejected));
        Assert.DoesNotContain((await proven.VerifyAsync()).Findings, IsOfActions);
        var blob = proven.Host.Storage.MarketData.GetBlobClient("actions/37740");
        var lines = (await blob.DownloadContentAsync(Cancellation)).Value.Content.ToString().TrimEnd('\n').Split('\n');
        Assert.Contains("never", lines[^1], StringComparison.Ordinal);
        await blob.UploadAsync(BinaryData.FromString(string.Join('\n', lines[..^1]) + "\n"), overwrite: true, Cancellation);

        var report = await proven.VerifyAsync();

        Assert.Contains(report.Findings, finding => IsOfActions(finding) && finding.Reason.StartsWith("is not withdrawn, though the body ", StringComparison.Ordinal));

        static bool IsOfActions(Finding finding) => finding is { Kind: FindingKind.Difference, Place: "market-data/actions/37740" };
    }

    private static async Task DeleteAsync(TableClient table, string filter) => await table.DeleteEntityAsync(
        await table.QueryAsync<TableEntity>(filter, cancellationToken: Cancellation).FirstAsync(Cancellation), ETag.All, Cancellation);
}
