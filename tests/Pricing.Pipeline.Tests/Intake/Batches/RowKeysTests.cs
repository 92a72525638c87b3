using Pricing.Pipeline.Register.Grants;
using Testing;

namespace Pricing.Pipeline.Tests.Intake.Batches;

/// <summary>Under which keys rows are stored, and that the same row is stored once.</summary>
public sealed class RowKeysTests(AzuriteFixture azurite) : IngestionTests(azurite)
{
    [Fact]
    public async Task Ingest_SameContentUnderAnotherName_IsTheSameBatch()
    {
        var csv = Batch.Csv(Batch.Grants(3));
        var first = await Host.IngestAsync("one.csv", csv, Cancellation);
        var before = await StorageContent.ETagsAsync(Host.Storage.Grants, Cancellation);

        var second = await Host.IngestAsync("two.csv", csv, Cancellation);

        Assert.Equal(first with { SameAsBefore = true }, second);
        Assert.Equal(before, await StorageContent.ETagsAsync(Host.Storage.Grants, Cancellation));
    }

    [Fact]
    public async Task Ingest_SameTermsWrittenOtherwise_AreUnchanged()
    {
        await Host.IngestAsync("one.csv", Batch.Csv(Batch.Grant()), Cancellation);

        var report = await Host.IngestAsync(
            "two.csv",
            Batch.Csv(Batch.Grant("exercise_price=1.00", "allotment_date=2013/7/11", "security_code=37740", "grant_date=2013-07-11", "award_class=equity")),
            Cancellation);

        Assert.Equal((1, 0), (report.Unchanged, report.Rejected));
    }

    [Fact]
    public async Task Ingest_ThousandsOfRowsOfIssuersInBuckets_StoresEachOnce()
    {
        var csv = Batch.Csv([.. Batch.Grants(1500, "issuer=株式会社 A!B|C"), .. Batch.Grants(300)]);
        await using var bucketed = Host.Another(settings: new Dictionary<string, string?> { ["Ingestion:Buckets:株式会社 A!B|C"] = "4" });

        var report = await bucketed.IngestAsync("batch.csv", csv, Cancellation);
        var partitions = (await bucketed.Get<IssuerBuckets>().ListAsync(Cancellation)).Select(listed => listed.Partition).ToList();
        var found = new List<string>();
        foreach (var partition in partitions.Where(partition => partition.Issuer != "IIJ"))
        {
            var ids = await bucketed.Get<GrantStore>().ListAsync(partition.Key, cancellationToken: Cancellation)
                .Select(listed => listed.GrantId).ToListAsync(Cancellation);
            Assert.InRange(ids.Count, 300, 450);
            found.AddRange(ids);
        }

        Assert.Equal((1800, 1800, 0), (report.Rows, report.Stored, report.Rejected));
        Assert.Equal([0, 1, 2, 3, 0], partitions.OrderBy(partition => partition.Issuer == "IIJ").ThenBy(partition => partition.Bucket).Select(partition => partition.Bucket));
        Assert.Equal(Enumerable.Range(0, 1500).Select(Batch.Id), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Ingest_BucketsConfiguredAfterTheFirstGrant_CountNoMore()
    {
        await Host.IngestAsync("one.csv", Batch.Csv(Batch.Grants(2)), Cancellation);
        await using var bucketed = Host.Another(settings: new Dictionary<string, string?> { ["Ingestion:Buckets:IIJ"] = "4" });

        var report = await bucketed.IngestAsync("two.csv", Batch.Csv(Batch.Grants(4)), Cancellation);

        Assert.Equal((2, 2), (report.Stored, report.Unchanged));
        Assert.Equal([new GrantPartition("IIJ", 0)], (await bucketed.Get<IssuerBuckets>().ListAsync(Cancellation)).Select(listed => listed.Partition));
    }

    [Fact]
    public async Task Ingest_IdsAtTheLimitOfAKey_AreStoredAndLongerOnesRefused()
    {
        var report = await Host.IngestAsync(
            "batch.csv",
            Batch.Csv(
                Batch.Grant($"issuer={new string('株', 200)}", $"grant_id={new string('第', 200)}"),
                Batch.Grant($"grant_id={new string('!', 40)}"),
                Batch.Grant($"grant_id={new string('!', 41)}"),
                Batch.Grant($"grant_id={new string('x', 201)}"),
                Batch.Grant("grant_id=long", $"title={new string('x', 2001)}")),
            Cancellation);

        Assert.Equal((2, 3), (report.Stored, report.Rejected));
        Assert.Equal(
            ["4 InvalidField grant_id", "5 InvalidField grant_id", "6 InvalidField title"],
            (await RejectsAsync(report)).Select(reject => reject.Split('=')[0]));
    }

    [Theory]
    [InlineData("grant_id", "2013/3rd")]
    [InlineData("grant_id", @"2013\3rd")]
    [InlineData("grant_id", "3rd?")]
    [InlineData("grant_id", "#3")]
    [InlineData("grant_id", "100%")]
    [InlineData("grant_id", "..")]
    [InlineData("issuer", "A/B")]
    public async Task Ingest_NameThatNoAddressCanHold_IsRefusedByFieldAndValue(string field, string value)
    {
        var report = await Host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant($"{field}={value}")), Cancellation);

        Assert.Equal((0, 1), (report.Stored, report.Rejected));
        Assert.Equal(
            [$"2 InvalidField {field}={value}: stands in addresses, so it cannot hold / \\ ? # % or be . or .."], await RejectsAsync(report));
    }

    [Fact]
    public async Task Ingest_NameWithAControlCharacter_IsRefused()
    {
        var report = await Host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant("grant_id=a\tb")), Cancellation);

        Assert.Equal(["2 InvalidField grant_id=a\tb: holds a tab inside, which cannot be seen in a key; take it out"], await RejectsAsync(report));
    }
}
