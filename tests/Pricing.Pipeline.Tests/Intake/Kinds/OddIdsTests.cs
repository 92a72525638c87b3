using Azure.Data.Tables;
using Pricing.Pipeline.Intake.Kinds;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Tests.Intake.Batches;
using Testing;

namespace Pricing.Pipeline.Tests.Intake.Kinds;

/// <summary>Ids and codes that were stored before today's rules.</summary>
public sealed class OddIdsTests(AzuriteFixture azurite) : IngestionTests(azurite)
{
    private const string Decomposed = "第3回か\u3099";
    private const string Composed = "第3回が";

    [Theory]
    [InlineData(Decomposed, Composed, "U+3099")]
    [InlineData("G\u200B1", "G1", "U+200B")]
    [InlineData("\uFEFFG1", "G1", "U+FEFF")]
    public async Task Ingest_IdThatLooksLikeAStoredOne_IsRefusedAndTheStoredOneStays(string stored, string written, string named)
    {
        await Host.IngestAsync("first.csv", Batch.Csv(Batch.Grant("grant_id=plain")), Cancellation);
        await RenameAsync("plain", stored);
        await using var later = Host.Another();

        var grants = await later.IngestAsync("again.csv", Batch.Csv(Batch.Grant($"grant_id={written}"), Batch.Grant("grant_id=other")), Cancellation);
        var events = await later.IngestAsync("events.csv", Batch.Csv(Batch.Event(written, 1)), Cancellation);

        Assert.Equal((1, 1), (grants.Stored, grants.Rejected));
        Assert.Equal((0, 1), (events.Stored, events.Rejected));
        var reason = Assert.Single((await RejectsAsync(grants)), reject => reject.Contains("DuplicateGrant", StringComparison.Ordinal));
        Assert.Contains(named, reason, StringComparison.Ordinal);
        Assert.Equal(stored, (await GrantAsync(stored))!.Terms.GrantId);
        Assert.Equal([new GrantName("IIJ", stored)], await later.Get<OddIds>().ListAsync(Cancellation));
    }

    [Fact]
    public async Task Ingest_IdThatIsAStoredOneButForItsWidth_IsRefusedAndWhatIsStoredStays()
    {
        await Host.IngestAsync("first.csv", Batch.Csv(Batch.Grant("grant_id=第5回"), Batch.Grant("grant_id=plain")), Cancellation);

        var wide = await Host.IngestAsync("wide.csv", Batch.Csv(Batch.Grant("grant_id=第５回"), Batch.Grant("grant_id=第5回")), Cancellation);
        await RenameAsync("plain", "第５回");
        await using var later = Host.Another();
        var both = await later.IngestAsync("both.csv", Batch.Csv(Batch.Grant("grant_id=第５回", "title=a"), Batch.Grant("grant_id=第5回", "title=b")), Cancellation);

        Assert.Equal((1, 1), (wide.Unchanged, wide.Rejected));
        Assert.Contains("is 第5回 but for the width of its characters", Assert.Single(await RejectsAsync(wide)), StringComparison.Ordinal);
        Assert.DoesNotContain(await RejectsAsync(both), reject => reject.Contains("width", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ingest_PlainIdBelowTheStoredFullWidthOne_IsRefused()
    {
        await Host.IngestAsync("first.csv", Batch.Csv(Batch.Grant("grant_id=第６回")), Cancellation);

        var both = await Host.IngestAsync("both.csv", Batch.Csv(Batch.Grant("grant_id=第６回"), Batch.Grant("grant_id=第6回")), Cancellation);

        Assert.Equal((1, 1), (both.Unchanged, both.Rejected));
        Assert.Contains("is 第６回 but for the width of its characters", Assert.Single(await RejectsAsync(both)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("第６回", "第6回")]
    [InlineData("第１２回A", "第12回A")]
    [InlineData("第１２回Ａ－２", "第12回A-2")]
    public async Task Ingest_PlainIdWhereTheFullWidthOneIsStored_IsRefused(string stored, string sent)
    {
        await Host.IngestAsync("first.csv", Batch.Csv(Batch.Grant($"grant_id={stored}")), Cancellation);

        var report = await Host.IngestAsync("second.csv", Batch.Csv(Batch.Grant($"grant_id={sent}"), Batch.Grant("grant_id=第7回")), Cancellation);

        Assert.Equal((1, 1), (report.Stored, report.Rejected));
        Assert.Contains($"is {stored} but for the width of its characters", Assert.Single(await RejectsAsync(report)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ingest_PlainIdOfAnIssuerOfVeryManyGrants_IsRefusedToo()
    {
        await Host.IngestAsync("first.csv", Batch.Csv([.. Batch.Grants(1001), Batch.Grant("grant_id=第６回")]), Cancellation);

        var report = await Host.IngestAsync("second.csv", Batch.Csv(Batch.Grant("grant_id=第6回"), Batch.Grant("grant_id=第7回")), Cancellation);

        Assert.Equal((1, 1), (report.Stored, report.Rejected));
        Assert.Contains("is 第６回 but for the width of its characters", Assert.Single(await RejectsAsync(report)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_CodeThatIsNoneByTodaysRule_IsRead()
    {
        await Host.IngestAsync("first.csv", Batch.Csv(Batch.Grant("grant_id=plain")), Cancellation);
        await RenameAsync("plain", "old", ("security_code", "12990"));

        Assert.Equal("12990", (await GrantAsync("old"))!.Terms.SecurityCode);
    }

    /// <summary>A row as an earlier version would have stored it.</summary>
    private async Task RenameAsync(string id, string to, params (string Column, string Value)[] changes)
    {
        var partition = Keys.Partition("IIJ", 0);
        var row = (await Host.Storage.Grants.GetEntityAsync<TableEntity>(partition, KeyText.Encode(id), cancellationToken: Cancellation)).Value;
        await Host.Storage.Grants.DeleteEntityAsync(partition, KeyText.Encode(id), cancellationToken: Cancellation);
        row.RowKey = KeyText.Encode(to);
        row["grant_id"] = to;
        foreach (var (column, value) in changes) row[column] = value;
        await Host.Storage.Grants.AddEntityAsync(row, Cancellation);
        // As at the first start of this version on that storage.
        await Host.Storage.Ledger.DeleteEntityAsync("ids", "odd", cancellationToken: Cancellation);
    }
}
