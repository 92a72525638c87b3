using Azure.Core;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Nights.Chunks;
using Pricing.Pipeline.Tests.Intake.Batches;
using Pricing.Pipeline.Tests.Nights.Steps;
using Testing;

namespace Pricing.Pipeline.Tests.Nights.Chunks;

public sealed class NightSharesTests(AzuriteFixture azurite) : NightTests(azurite)
{
    private const string Code = "37740";

    /// <summary>A body may be restored, which no version tells: who asks later reads again, who asks at once reads together.</summary>
    [Fact]
    public async Task Get_DamagedShare_IsReadOnceForEachTimeItIsAskedFor()
    {
        var hook = new StorageHook();
        await using var host = await StartAsync(YearsLater, hook: hook);
        await host.IngestAsync("batch.csv", Batch.Csv(Batch.Grant(Window)), Cancellation);
        await host.RunNightsAsync(Cancellation);
        var blob = host.Storage.MarketData.GetBlobClient($"prices/{Code}");
        var content = (await blob.DownloadContentAsync(Cancellation)).Value.Content;
        await blob.UploadAsync(BinaryData.FromString("no prices"), overwrite: true, Cancellation);
        var index = await host.Get<MarketDataStore>().IndexAsync(Cancellation);
        var shares = host.Get<NightShares>();
        var reads = hook.Count(request => request.Method == RequestMethod.Get && request.Uri.Path.EndsWith($"prices/{Code}", StringComparison.Ordinal));

        var first = await shares.GetAsync(Code, "IIJ", index, Cancellation);
        var second = await shares.GetAsync(Code, "IIJ", index, Cancellation);

        Assert.True(first.IsDamaged && second.IsDamaged);
        Assert.Equal(2, reads());
        await blob.UploadAsync(content, overwrite: true, Cancellation);
        var mended = await shares.GetAsync(Code, "IIJ", index, Cancellation);
        Assert.False(mended.IsDamaged);
        Assert.Same(mended, await shares.GetAsync(Code, "IIJ", index, Cancellation));
        Assert.Equal(3, reads());
    }
}
