using Azure.Core;
using Azure.Data.Tables;
using Pricing.Pipeline.Nights.Steps;
using Pricing.Pipeline.Storage;
using Testing;

namespace Pricing.Pipeline.Tests.Nights.Steps;

public sealed class StorageLayoutTests(AzuriteFixture azurite) : NightTests(azurite)
{
    [Fact]
    public async Task Migrate_NoNumberOrALesserOne_IsThisVersions()
    {
        await using var host = await StartAsync(YearsLater);

        await host.Get<StorageLayout>().MigrateAsync(Cancellation);

        Assert.Equal(StorageLayout.Current, await NumberAsync(host));
        await host.Storage.Ledger.UpsertEntityAsync(Number(1), cancellationToken: Cancellation);
        await using var later = host.Another();
        await later.Get<StorageLayout>().MigrateAsync(Cancellation);
        Assert.Equal(StorageLayout.Current, await NumberAsync(host));
    }

    [Fact]
    public async Task Migrate_StorageOfALaterVersion_IsRefused()
    {
        await using var host = await StartAsync(YearsLater);
        await host.Storage.Ledger.AddEntityAsync(Number(StorageLayout.Current + 1), Cancellation);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => host.Get<StorageLayout>().MigrateAsync(Cancellation));

        Assert.Equal("The storage has the layout 3, this version knows 2: it was written by a later version; use that one.", refused.Message);
    }

    /// <summary>A later version may write its number between the reading and the writing.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Migrate_LaterVersionMeanwhile_IsRefusedAndLeftAsItIs(bool hasNumber)
    {
        var hook = new StorageHook();
        await using var host = await StartAsync(YearsLater, hook: hook);
        if (hasNumber) await host.Storage.Ledger.AddEntityAsync(Number(1), Cancellation);
        hook.Once(
            request => request.Method == RequestMethod.Get && request.Uri.ToString().Contains("layout", StringComparison.Ordinal),
            () => host.Storage.Ledger.UpsertEntityAsync(Number(StorageLayout.Current + 1), cancellationToken: Cancellation));

        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Get<StorageLayout>().MigrateAsync(Cancellation));

        Assert.Equal(StorageLayout.Current + 1, await NumberAsync(host));
    }

    [Theory]
    [InlineData("three")]
    [InlineData(null)]
    [InlineData(0)]
    public async Task Migrate_RowWithoutANumber_IsDamagedAndLeftAsItIs(object? number)
    {
        await using var host = await StartAsync(YearsLater);
        await host.Storage.Ledger.AddEntityAsync(Number(number), Cancellation);

        await Assert.ThrowsAsync<DamagedContentException>(() => host.Get<StorageLayout>().MigrateAsync(Cancellation));

        Assert.Equal(number, await NumberAsync(host));
    }

    private static TableEntity Number(object? number) => new("layout", "number") { ["number"] = number };

    private static async Task<object?> NumberAsync(PipelineHost host) =>
        (await host.Storage.Ledger.GetEntityAsync<TableEntity>("layout", "number", cancellationToken: Cancellation)).Value["number"];
}
