using Pricing.Grants.Measurements;
using Pricing.Pipeline.Nights.Chunks;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Tests.Nights.Steps;
using Pricing.Pipeline.Values;
using Testing;

namespace Pricing.Pipeline.Tests.Values;

public sealed class ExportStoreTests(AzuriteFixture azurite) : NightTests(azurite)
{
    [Fact]
    public async Task CountChunks_ChunkPackedAndNot_IsCountedOnce()
    {
        var storage = await Azurite.NewStorageAsync(Cancellation);
        foreach (var name in (string[])["000000.ndjson", "000000.ndjson.gz", "000001.ndjson.gz"])
            await storage.RunFiles.GetBlobClient($"2013-07-11/v1/values/{name}").UploadAsync(BinaryData.FromString(""), Cancellation);

        Assert.Equal(2, await new ExportStore(storage).CountChunksAsync(new(Allotment, 1), Cancellation));
    }

    [Fact]
    public async Task Write_PartsInAnyOrder_AreReadInTheirs()
    {
        var storage = await Azurite.NewStorageAsync(Cancellation);
        var store = new ExportStore(storage);
        ValueRecord[][] parts = [[Value("a"), Value("b")], [], [Value("c")], [.. Enumerable.Range(0, 300).Select(number => Value($"d{number}"))]];
        using var inOrder = new PackedExport(parts.Length);
        using var mixed = new PackedExport(parts.Length);
        foreach (var part in (int[])[0, 1, 2, 3]) inOrder.Add(part, parts[part]);
        foreach (var part in (int[])[3, 1, 0, 2]) mixed.Add(part, parts[part]);
        using var nothing = new PackedExport(0);

        await store.WriteAsync(new(new(Allotment, 1), 0), inOrder.End(), Cancellation);
        await store.WriteAsync(new(new(Allotment, 1), 1), mixed.End(), Cancellation);
        await store.WriteAsync(new(new(Allotment, 1), 2), nothing.End(), Cancellation);

        var all = parts.SelectMany(part => part).ToList();
        Assert.Equal([.. all, .. all], await store.ReadAsync(Run(chunks: 3, rows: 2 * all.Count), Cancellation).ToListAsync(Cancellation));
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(0)]
    public void End_APartThatIsMissing_IsRefused(params int[] there)
    {
        using var export = new PackedExport(3);
        foreach (var part in there) export.Add(part, [Value("a")]);

        Assert.Equal("Part 1 of an export is missing.", Assert.Throws<InvalidOperationException>(export.End).Message);
    }

    [Theory]
    [InlineData("null\n")]
    [InlineData("{\n")]
    [InlineData("{")]
    public async Task Read_LineThatIsNoValue_IsNamed(string part)
    {
        var storage = await Azurite.NewStorageAsync(Cancellation);
        await storage.RunFiles.GetBlobClient("2013-07-11/v1/values/000000.ndjson").UploadAsync(BinaryData.FromString(part), Cancellation);

        var refused = await Assert.ThrowsAsync<DamagedContentException>(async () =>
            await new ExportStore(storage).ReadAsync(Run(chunks: 1, rows: 1), Cancellation).ToListAsync(Cancellation));

        Assert.Equal("holds in line 1 a value that does not match its hash: it cannot be read", refused.Reason);
    }

    private static ValueRecord Value(string grant) => ValueSeal.Of(
        ValueRecording.Unread("IIJ", new(grant, 1, Allotment, MeasurementKind.GrantDate, 1, RightsOutstanding: 1, IsRevision: false), []));

    private static RunRecord Run(int chunks, int rows) => Asked with { Status = RunStatus.Completed, Chunks = chunks, Rows = rows };
}
