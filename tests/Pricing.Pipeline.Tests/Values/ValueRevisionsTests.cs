using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Tests.Valuations;
using Pricing.Pipeline.Values;
using Testing;

namespace Pricing.Pipeline.Tests.Values;

public sealed class ValueRevisionsTests(AzuriteFixture azurite)
{
    private const string Partition = "IIJ|00";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A body is known from the first time that it came; that it came once more takes no proof away.</summary>
    /// <param name="before">The days on which a body came that the stored value cites.</param>
    /// <param name="now">The days on which it came by now.</param>
    /// <param name="version">The version in which the same value stands, or is stored.</param>
    [Theory]
    [InlineData("1", "1 3", 1)]
    [InlineData("1 2", "1 2 3", 1)]
    [InlineData("3 1", "1", 1)]
    [InlineData("1", "2 3", 2)]
    [InlineData("1 2", "2", 2)]
    public async Task Of_ValueThatSaysTheSame_IsStoredAgainWhereABodyIsKnownFromALaterTime(string before, string now, int version)
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        var (values, evidence) = (new ValuationStore(storage), new EvidenceStore(storage));
        var stored = (await ValueAsync(before)) with { RunDate = Facts.Allotment, RunVersion = 1, Version = 1 };
        var head = new ChunkHead { Date = Facts.Allotment, Version = 1, Chunk = 0, Part = 0, Rows = 1, Failed = 0, Provisional = 0, Unchanged = 0 };
        await values.WriteAsync(head, new ValuePart(Partition, [stored]), Cancellation);

        var (again, isNew) = await new ValueRevisions(values, evidence).OfAsync(Partition, (await ValueAsync(now)) with { RunDate = Facts.Allotment, RunVersion = 2, Version = 2 }, Cancellation);

        Assert.Equal((version, version == 2), (again.Version, isNew));

        async Task<ValueRecord> ValueAsync(string days)
        {
            var value = Facts.Value(Facts.Of()) with { Sources = [.. days.Split(' ').Select(CameOn)] };
            return ValueRecording.Of(value, await evidence.StoreAsync(value, Cancellation));
        }
    }

    private static DataSource CameOn(string day) =>
        new(ContentHash.Of("closes"), DataSource.FileFeed, $"{day}.csv", new(2026, 1, int.Parse(day, null), 9, 0, 0, TimeSpan.Zero));
}
