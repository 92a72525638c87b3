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

    [Theory]
    [InlineData("null\n")]
    [InlineData("{\n")]
    [InlineData("{")]
    public async Task Read_LineThatIsNoValue_IsNamed(string part)
    {
        var storage = await Azurite.NewStorageAsync(Cancellation);
        await storage.RunFiles.GetBlobClient("2013-07-11/v1/values/000000.ndjson").UploadAsync(BinaryData.FromString(part), Cancellation);
        var run = new RunRecord
        {
            Date = Allotment,
            Version = 1,
            Status = RunStatus.Completed,
            Reason = "",
            AskedBy = "",
            AskedAt = default,
            Chunks = 1,
            Rows = 1,
        };

        var refused = await Assert.ThrowsAsync<DamagedContentException>(async () =>
            await new ExportStore(storage).ReadAsync(run, Cancellation).ToListAsync(Cancellation));

        Assert.Equal("holds in line 1 a value that does not match its hash: it cannot be read", refused.Reason);
    }
}
