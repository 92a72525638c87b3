using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Tests.Nights.Steps;
using Testing;

namespace Pricing.Pipeline.Tests.Nights.Runs;

public sealed class RunWaiverTests(AzuriteFixture azurite) : NightTests(azurite)
{
    private static readonly NightRun Failed = new(Allotment, 1);

    /// <summary>Neither as if nobody had said anything, nor as if nobody in particular had.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"reason":"r","askedAt":"2013-07-12T18:00:00+09:00"}""")]
    [InlineData("""{"reason":"r","askedBy":null,"askedAt":"2013-07-12T18:00:00+09:00"}""")]
    [InlineData("""{"reason":"r","askedBy":"a"}""")]
    public async Task Find_WhatIsNoRequest_IsDamageByItsPlace(string content)
    {
        await using var host = await StartAsync(YearsLater);
        var waiver = host.Get<RunWaiver>();
        await UploadAsync(host, content);

        var found = await Assert.ThrowsAsync<DamagedContentException>(() => waiver.FindAsync(Failed, Cancellation));
        var asked = await Assert.ThrowsAsync<DamagedContentException>(() => waiver.RequestAsync(Failed, new("r", "a", host.Clock.GetUtcNow()), Cancellation));

        Assert.StartsWith("runs/2013-07-11/v1/waive.json cannot be read: ", found.Message, StringComparison.Ordinal);
        Assert.Equal(found.Message, asked.Message);
    }

    [Fact]
    public async Task Find_RequestOfBeforeIdentitiesWereKept_IsRead()
    {
        await using var host = await StartAsync(YearsLater);
        await UploadAsync(host, """{"reason":"r","askedBy":"a","askedAt":"2013-07-12T18:00:00+09:00"}""");

        var found = await host.Get<RunWaiver>().FindAsync(Failed, Cancellation);

        Assert.Equal(new WaiveRequest("r", "a", At("2013-07-12T18:00:00+09:00")), found);
    }

    private static async Task UploadAsync(PipelineHost host, string content) =>
        await host.Storage.RunFiles.GetBlobClient($"{Failed.Folder}/waive.json").UploadAsync(BinaryData.FromString(content), Cancellation);
}
