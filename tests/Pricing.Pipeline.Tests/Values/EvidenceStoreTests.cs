using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Tests.Valuations;
using Pricing.Pipeline.Values;
using Testing;

namespace Pricing.Pipeline.Tests.Values;

public sealed class EvidenceStoreTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Find_WhatIsStoredOrIsNot_IsTheEvidenceOrNothing()
    {
        var store = new EvidenceStore(await azurite.NewStorageAsync(Cancellation));
        var value = Facts.Value(Facts.Of());

        var found = await store.FindAsync(await store.StoreAsync(value, Cancellation), Cancellation);

        Assert.Equal((value.Grant.Terms.SecurityCode, value.SharePrice), (found!.SecurityCode, found.SharePrice));
        Assert.Null(await store.FindAsync(ContentHash.Of("another"), Cancellation));
    }

    [Theory]
    [InlineData("{", "is no evidence that this version reads: ")]
    [InlineData("{}", "is no evidence that this version reads: ")]
    [InlineData("null", "is no evidence that this version reads: it says nothing")]
    public async Task Find_ContentThatIsNoEvidence_IsDamagedContent(string content, string reason)
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        var hash = ContentHash.Of(content);
        await storage.RunFiles.GetBlobClient($"evidence/{hash}.json").UploadAsync(BinaryData.FromString(content), Cancellation);

        var damage = await Assert.ThrowsAsync<DamagedContentException>(() => new EvidenceStore(storage).FindAsync(hash, Cancellation));

        Assert.Equal($"runs/evidence/{hash}.json", damage.Place);
        Assert.StartsWith(reason, damage.Reason, StringComparison.Ordinal);
    }
}
