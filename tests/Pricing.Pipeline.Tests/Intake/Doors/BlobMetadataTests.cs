using Pricing.Pipeline.MarketData.History;
using Testing;

namespace Pricing.Pipeline.Tests.Intake.Doors;

public sealed class BlobMetadataTests(AzuriteFixture fixture)
{
    private const string First = "Date,Close\n2012-09-25,392000\n2012-09-26,1975\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("code", "3774.JP", "UnsupportedMarket code=3774.JP: is no Tokyo code: it has four characters, as 3774 or 186A, or five, as 37740; 3774.T is read too")]
    [InlineData("kind", "price", "InvalidField kind=price: must be one of grants, events, holders, prices, dividends, actions, curves")]
    [InlineData("replace", "yes", "InvalidField replace=yes: must be true or false")]
    [InlineData("again", "yes", "InvalidField again=yes: must be true or false")]
    [InlineData("origin", "sample", "InvalidField origin=sample: must be synthetic or be left out")]
    public async Task Sweep_MetadataThatCannotBeRead_RefuseTheFileUntilTheyAreRight(string name, string value, string reason)
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync("4999.csv", First, (name, value));

        var report = Assert.Single(await door.SweepAsync());
        var stored = await new MarketDataStore(storage).ReadPricesAsync("49990", Cancellation);
        await door.DropAsync("4999.csv", First, ("code", Uri.EscapeDataString("３７７４")), ("kind", "prices"), ("replace", "false"), ("origin", "synthetic"));
        var right = Assert.Single(await door.SweepAsync());

        Assert.Equal((0, reason), (report.Stored, report.Defect));
        Assert.Equal(reason, Assert.Single(await door.FailuresAsync(report)));
        Assert.Null(stored);
        Assert.Equal((2, $"{right.Sha256}-prices-37740-synthetic"), (right.Stored, right.Batch));
    }

    [Fact]
    public async Task Sweep_MetadataThatCannotBeRead_AreAllNamedAndOtherFilesThanTheRightOne()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync("3774.csv", First);
        await door.SweepAsync();
        await door.DropAsync("one.csv", First, ("code", "x"), ("origin", "sample"));
        await door.DropAsync("two.csv", First, ("code", "x"), ("origin", "samples"));

        var reports = await door.SweepAsync();

        Assert.Equal(2, reports.Select(report => report.Batch).Distinct().Count());
        foreach (var report in reports)
            Assert.Equal(["code", "origin"], (await door.FailuresAsync(report)).Select(failure => failure.Split(' ')[1].Split('=')[0]));
    }
}
