using Azure.Data.Tables;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Pricing.Pipeline.Storage;
using Testing;

namespace Pricing.Pipeline.Tests.Storage;

public sealed class KeysTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Property]
    public void Inverted_LaterDate_SortsFirst(DateTime one, DateTime other)
    {
        var (a, b) = (DateOnly.FromDateTime(one), DateOnly.FromDateTime(other));

        Assert.Equal(b.CompareTo(a), Math.Sign(string.CompareOrdinal(Keys.Inverted(a), Keys.Inverted(b))));
        Assert.Equal(8, Keys.Inverted(a).Length);
    }

    [Property]
    public Property Inverted_HigherVersion_SortsFirst() => Prop.ForAll(
        Gen.Choose(1, 999_999).Two().ToArbitrary(),
        pair =>
        {
            var (a, b) = pair;
            Assert.Equal(b.CompareTo(a), Math.Sign(string.CompareOrdinal(Keys.Inverted(a), Keys.Inverted(b))));
            Assert.Equal(6, Keys.Inverted(a).Length);
        });

    [Theory]
    [InlineData(0)]
    [InlineData(1_000_000)]
    public void Inverted_VersionOutOfRange_IsRefused(int version) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Keys.Inverted(version));

    [Fact]
    public void Keys_OfARun_AreSpelledOut()
    {
        DateOnly date = new(2013, 7, 11);

        Assert.Equal("IIJ|00", Keys.Partition("IIJ", 0));
        Assert.Equal("A*007CB|07", Keys.Partition("A|B", 7));
        Assert.Equal("3rd-series|79860520|999998", Keys.Value("3rd-series", date, 1));
        Assert.Equal("!|79860520|999998|000012|003", Keys.ChunkHead(date, 1, 12, 3));
    }

    [Fact]
    public async Task Value_OfSeveralGrantsDatesAndVersions_ARangeHoldsOneGrantNewestFirst()
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        DateOnly older = new(2013, 7, 11);
        DateOnly newer = new(2013, 7, 12);
        foreach (var grant in new[] { "g", "g1", "g|", "g}", "G", "g 1", "\"g" })
        {
            foreach (var (date, version) in new[] { (older, 1), (newer, 1), (older, 2), (older, 10) })
                await storage.Valuations.AddEntityAsync(new TableEntity("p", Keys.Value(grant, date, version)), Cancellation);
        }

        await storage.Valuations.AddEntityAsync(new TableEntity("p", Keys.ChunkHead(newer, 1, 0, 0)), Cancellation);

        var prefix = $"{KeyText.Encode("g")}|";
        var filter = TableClient.CreateQueryFilter(
            $"PartitionKey eq {"p"} and RowKey ge {prefix} and RowKey lt {Keys.End(prefix)}");
        var rows = await storage.Valuations.QueryAsync<TableEntity>(filter, cancellationToken: Cancellation)
            .Select(row => row.RowKey).ToListAsync(Cancellation);
        var first = await storage.Valuations.QueryAsync<TableEntity>(cancellationToken: Cancellation)
            .FirstAsync(Cancellation);

        Assert.Equal(
            [Keys.Value("g", newer, 1), Keys.Value("g", older, 10), Keys.Value("g", older, 2), Keys.Value("g", older, 1)], rows);
        Assert.Equal(Keys.ChunkHead(newer, 1, 0, 0), first.RowKey);
    }
}
