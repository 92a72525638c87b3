using Azure.Data.Tables;
using Testing;

namespace PricingFunctions.Local.Tests.Azurite;

public sealed class AzuriteFixtureTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NewStorage_TwoTests_DoNotSeeEachOther()
    {
        var one = await azurite.NewStorageAsync(Cancelled);
        var other = await azurite.NewStorageAsync(Cancelled);

        await one.Grants.AddEntityAsync(new TableEntity("issuer|00", "grant"), Cancelled);
        await one.RunFiles.UploadBlobAsync("plan", BinaryData.FromString("plan"), Cancelled);

        Assert.True((await one.Grants.GetEntityIfExistsAsync<TableEntity>("issuer|00", "grant", null, Cancelled)).HasValue);
        Assert.False((await other.Grants.GetEntityIfExistsAsync<TableEntity>("issuer|00", "grant", null, Cancelled)).HasValue);
        Assert.True(await one.RunFiles.GetBlobClient("plan").ExistsAsync(Cancelled));
        Assert.False(await other.RunFiles.GetBlobClient("plan").ExistsAsync(Cancelled));
    }
}
