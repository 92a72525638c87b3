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
}
