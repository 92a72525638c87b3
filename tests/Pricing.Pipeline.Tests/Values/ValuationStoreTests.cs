using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Tests.Valuations;
using Pricing.Pipeline.Values;
using Testing;

namespace Pricing.Pipeline.Tests.Values;

public sealed class ValuationStoreTests(AzuriteFixture azurite)
{
    private const string Partition = "IIJ|00";
    private static readonly ValueRecord Value = ValueRecording.Of(Facts.Value(Facts.Of()), "e") with { RunDate = Facts.Allotment, RunVersion = 1 };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Write_AFullTransactionTwice_LeavesTheSameRows()
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        var store = new ValuationStore(storage);
        List<ValueRecord> values = [.. Enumerable.Range(0, ValuationStore.MaximumRows).Select(i => Value with { GrantId = $"g{i:D2}" })];

        await WriteAsync(store, Head(values.Count), values);
        var once = await StorageContent.RowsAsync(storage.Valuations, Cancellation);
        await WriteAsync(store, Head(values.Count), values);

        Assert.Equal(100, once.Count);
        Assert.Equal(once, await StorageContent.RowsAsync(storage.Valuations, Cancellation));
        Assert.Equal(Value with { GrantId = "g98" }, await store.FindAsync(Partition, "g98", Facts.Allotment, 1, Cancellation));
        Assert.Equal(99, Assert.Single(await store.HeadsAsync(Partition, Facts.Allotment, 1, Cancellation)).Rows);
        Assert.Empty(await store.HeadsAsync(Partition, Facts.Allotment, 2, Cancellation));
    }

    [Fact]
    public async Task Parts_ValuesThatOneTransactionCannotHold_AreWrittenInAsManyAsItTakes()
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        var store = new ValuationStore(storage);
        var text = new string('株', 8000);
        List<ValueRecord> values = [.. Enumerable.Range(0, 250).Select(i => Value with { GrantId = $"g{i:D3}", Failures = i < 150 ? text : "" })];

        var parts = ValuationStore.Parts(Partition, values).ToList();
        foreach (var (index, part) in parts.Index())
            await store.WriteAsync(Head(part.Values.Count) with { Part = index }, part, Cancellation);

        Assert.Equal(values, parts.SelectMany(part => part.Values));
        Assert.All(parts, part => Assert.InRange(part.Values.Count, 1, ValuationStore.MaximumRows));
        Assert.Equal(250, (await store.HeadsAsync(Partition, Facts.Allotment, 1, Cancellation)).Sum(head => head.Rows));
        Assert.Equal(text, (await store.FindAsync(Partition, "g149", Facts.Allotment, 1, Cancellation))!.Failures);
        Assert.Empty(ValuationStore.Parts(Partition, []));
    }

    [Fact]
    public async Task Write_PartThatIsThereAlready_MakesItsRowsAgain()
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        var store = new ValuationStore(storage);
        var part = ValuationStore.Parts(Partition, [Value, Value with { GrantId = "second" }]).Single();
        var first = await store.WriteAsync(Head(2), part, Cancellation);
        var once = await StorageContent.RowsAsync(storage.Valuations, Cancellation);

        var again = await store.WriteAsync(Head(2), ValuationStore.Parts(Partition, part.Values).Single(), Cancellation);

        Assert.Equal((false, true), (first, again));
        Assert.Equal(3, once.Count);
        Assert.Equal(once, await StorageContent.RowsAsync(storage.Valuations, Cancellation));
    }

    [Fact]
    public async Task RemoveHeads_PartsThatAChunkHasNoMore_AreNotCounted()
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        var store = new ValuationStore(storage);
        var first = await WriteAsync(store, Head(1), [Value]);
        await WriteAsync(store, Head(1) with { Part = 1 }, [Value with { GrantId = "second" }]);
        await WriteAsync(store, Head(1) with { Part = 2 }, [Value with { GrantId = "third" }]);
        await WriteAsync(store, Head(1) with { Chunk = 1 }, [Value with { GrantId = "other" }]);

        var again = await WriteAsync(store, Head(2), [Value, Value with { GrantId = "second" }]);
        await store.RemoveHeadsAsync(Partition, Facts.Allotment, 1, chunk: 0, parts: 1, Cancellation);

        Assert.Equal((false, true), (first, again));
        Assert.Equal([2, 1], (await store.HeadsAsync(Partition, Facts.Allotment, 1, Cancellation)).Select(head => head.Rows));
    }

    [Fact]
    public async Task Write_KeyOfAnotherRun_IsRefusedAndNothingIsOverwritten()
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        var store = new ValuationStore(storage);
        await WriteAsync(store, Head(1), [Value]);
        var before = await StorageContent.RowsAsync(storage.Valuations, Cancellation);

        var refused = await Assert.ThrowsAsync<ValueTakenException>(() => WriteAsync(
            store, Head(2, version: 2), [Value with { GrantId = "new", RunVersion = 2 }, Value with { RunVersion = 2, AmountPerRight = "1" }]));

        Assert.Equal(
            "Version 1 of IIJ 3rd-series on 2013-07-11 belongs to run 2013-07-11 v1; run 2013-07-11 v2 must not overwrite it.", refused.Message);
        Assert.Equal(before, await StorageContent.RowsAsync(storage.Valuations, Cancellation));
    }

    [Fact]
    public async Task Evidence_SameContentTwice_IsOneBlobUnderItsHash()
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        var evidence = new EvidenceStore(storage);
        var value = Facts.Value(Facts.Of());

        var first = await evidence.StoreAsync(value, Cancellation);
        var second = await evidence.StoreAsync(Facts.Value(Facts.Of(), null, "exercise_price=2"), Cancellation);
        var other = await evidence.StoreAsync(Facts.Value(Facts.Of(percentAt15: 1.276m)), Cancellation);
        var stored = (await evidence.ReadAsync(first, Cancellation))!;

        Assert.Equal(first, second);
        Assert.NotEqual(first, other);
        Assert.Equal(first, ContentHash.Of(stored.ToMemory().Span));
        Assert.Null(await evidence.ReadAsync(new string('0', 64), Cancellation));
        Assert.Equal(2, await storage.RunFiles.GetBlobsAsync(cancellationToken: Cancellation).CountAsync(Cancellation));
    }

    private static Task<bool> WriteAsync(ValuationStore store, ChunkHead head, IReadOnlyList<ValueRecord> values) =>
        store.WriteAsync(head, new ValuePart(Partition, values), Cancellation);

    private static ChunkHead Head(int rows, int version = 1) => new()
    {
        Date = Facts.Allotment,
        Version = version,
        Chunk = 0,
        Part = 0,
        Rows = rows,
        Failed = 0,
        Provisional = 0,
        Unchanged = 0,
    };
}
