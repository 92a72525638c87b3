using System.Globalization;
using Pricing.Calendars;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.MarketData.Curves;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Tests.Intake.Doors;
using Testing;

namespace Pricing.Pipeline.Tests.Intake.Batches;

/// <summary>What is said of a file of curves that is wrong, that contradicts what is stored, or that replaces it.</summary>
public sealed class CurveFileTests(AzuriteFixture fixture)
{
    private const string Stored = "date,1Y,2Y,5Y,7Y,10Y,15Y,20Y\n2013-07-11,0.1,0.2,0.3,0.5,0.8,1.275,1.7\n2013-07-12,0.1,0.2,0.3,0.5,0.8,1.27,1.7\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sweep_WrongFiguresOfSeveralKinds_AreAllRefusedAsTyped()
    {
        await using var door = new PriceDoor(await fixture.NewStorageAsync(Cancellation));
        await door.DropAsync("long.csv", "date,tenor,percent\n2013-07-11,5,0.3\n2013-07-11,10,abc\n2013-07-11,15,1.275\n2013-07-11,20,85 %\n2013-07-11,20,1.70\n");

        var report = Assert.Single(await door.SweepAsync());

        Assert.Equal((5, 0, 3), (report.Rows, report.Stored, report.Rejected));
        Assert.Equal("line 3: InvalidField percent=abc: is not a number, and 2 more", report.Defect);
        Assert.Equal(
            [
                "InvalidField percent=abc: is not a number",
                "ImplausibleValue percent=85 %: 2013-07-11: the yield of 20 years is beyond 15 %; yields are percentages, 0.818 for 0.818 %; if it is meant, say why in meant_reason",
                "ConflictingData percent=1.70: 2013-07-11 has two yields of 20 years: 85 in line 5 and 1.7 in line 6; keep the right one",
            ],
            await door.FailuresAsync(report));
    }

    [Theory]
    [InlineData("date,tenor,percent\n2013-07-11,1,0.1\n2013-07-11,2,0.2\n2013-07-11,5,0.3\n2013-07-11,7,0.5\n2013-07-11,10,0.8\n2013-07-11,15,1.375\n2013-07-11,20,1.7\n", "percent=1.375", "15Y 1.275 / 1.375")]
    [InlineData("date,1Y,2Y,5Y,7Y,10Y,15Y,20Y\n2013-07-11,0.1,0.2,0.3,0.5,0.8,1.3750 %,1.7\n", "15Y=1.3750 %", "15Y 1.275 / 1.375")]
    [InlineData("date,1Y,2Y,5Y,7Y,10Y,15Y\n2013-07-11,0.1,0.2,0.3,0.5,0.8,1.275\n", "yield 20y=none", "20Y 1.7 / none")]
    [InlineData("date,1Y,2Y,5Y,7Y,10Y,15Y,20Y,40Y\n2013-07-11,0.11,0.21,0.31,0.51,0.81,1.28,1.71,2\n", "1Y=0.11", "1Y 0.1 / 0.11, 2Y 0.2 / 0.21, 5Y 0.3 / 0.31, 7Y 0.5 / 0.51, 10Y 0.8 / 0.81, and 3 more")]
    public async Task Sweep_AnotherCurveThanTheStoredOne_TellsTheStoredAndTheSentYields(string file, string figure, string yields)
    {
        await using var door = new PriceDoor(await fixture.NewStorageAsync(Cancellation));
        await door.DropAsync("first.csv", Stored);
        await door.SweepAsync();
        await door.DropAsync("second.csv", file);

        var report = Assert.Single(await door.SweepAsync());

        Assert.Equal((0, 1, null, null), (report.Stored, report.Rejected, report.Defect, report.Replaced));
        Assert.Equal($"ConflictingData {figure}: another curve is stored for 2013-07-11 and stays (stored / sent): {yields}", Assert.Single(await door.FailuresAsync(report)));
    }

    [Fact]
    public async Task Sweep_CurvesThatReplace_SaysEachYieldFromWhatToWhat()
    {
        await using var door = new PriceDoor(await fixture.NewStorageAsync(Cancellation));
        await door.DropAsync("first.csv", Stored);
        var first = Assert.Single(await door.SweepAsync());

        var second = await ReplaceAsync(door, "date,1Y,2Y,5Y,7Y,10Y,15Y,40Y,meant_reason\n2013-07-11,0.1,0.2,0.3,0.5,0.8,1.375,2,no 20Y\n2013-07-12,0.1,0.2,0.3,0.5,0.8,1.27,-,no 20Y\n2013-07-16,0.1,0.2,0.3,0.5,0.8,1.27,2,\n");

        Assert.Equal((null, 0), (first.Replaced, first.ReplacedCount));
        Assert.Equal((3, 0, 4), (second.Stored, second.Rejected, second.ReplacedCount));
        Assert.Equal(
            ["curve 2013-07-11 15Y: 1.275 -> 1.375", "curve 2013-07-11 20Y: 1.7 -> none", "curve 2013-07-11 40Y: none -> 2", "curve 2013-07-12 20Y: 1.7 -> none"],
            second.Replaced!.Split('\n'));
    }

    /// <summary>Otherwise a value for ten years would stand on the yield of fifteen, and say nothing of it.</summary>
    [Theory]
    [InlineData("date,tenor,percent\n2013-07-11,15,1.375\n2013-07-16,15,1.3\n", "yield 1y", "1, 2, 5, 7, 10, 20")]
    [InlineData("date,1Y,2Y,5Y,7Y,10Y,15Y,20Y,40Y\n2013-07-11,0.1,0.2,0.3,0.5,-,1.375,1.7,2\n2013-07-16,0.1,0.2,0.3,0.5,-,1.375,1.7,2\n", "yield 10y", "10")]
    public async Task Sweep_ACurveThatReplacesAndLeavesOutStoredTenors_IsRefusedAndTheStoredOneStays(string file, string field, string leftOut)
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync("first.csv", Stored);
        await door.SweepAsync();
        var before = (await new MarketDataStore(storage).ReadCurvesAsync(Cancellation))!.Curves[0];

        var report = await ReplaceAsync(door, file);

        Assert.Equal((1, 1, 0, null), (report.Stored, report.Rejected, report.ReplacedCount, report.Defect));
        Assert.Equal(
            $"ConflictingData {field}=none: the stored curve of 2013-07-11 has yields of {leftOut} years too, and a curve is replaced as a whole; send all its yields, those that stay too, or say in meant_reason why these are left out",
            Assert.Single(await door.FailuresAsync(report)));
        var after = (await new MarketDataStore(storage).ReadCurvesAsync(Cancellation))!;
        Assert.Equal(before.Points, after.Curves[0].Points);
        Assert.Empty(after.Replaced);
    }

    /// <summary>Stored without a yield, the date would count as published, and the ministry's curve of it would contradict it.</summary>
    [Fact]
    public async Task Sweep_DateWithoutAYield_IsLeftToTheFeed()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync("first.csv", "date,10Y,15Y\n2013-07-10,0.8,1.27\n2013-07-11,-,-\n");

        var report = Assert.Single(await door.SweepAsync());

        Assert.Equal((1, 0, "1 date without a yield is left out: 2013-07-11"), (report.Stored, report.Rejected, report.Notices));
        Assert.False((await new MarketDataStore(storage).ReadCurvesAsync(Cancellation))!.Settles(new(2013, 7, 11)));
        var published = new CurveReply(
            [new() { Date = new(2013, 7, 11), Points = [new(10m, 0.818m), new(15m, 1.275m)] }],
            new(ContentHash.Of("feed"), "mof", "https://www.mof.go.jp/jgbcm.csv", DateTimeOffset.UnixEpoch),
            new(null, null));
        var addition = await new MarketDataWriter(storage).AddCurvesAsync(null, published, Cancellation);
        Assert.Equal((1, 0), (addition.Added, addition.Conflicts.Count));
    }

    [Fact]
    public async Task Sweep_CurvesBeforeTheCalendar_AreLeftOutAndNoDamage()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync("first.csv", "基準日,10年\nS64.1.6,4.8\nH2.1.5,5.7\n");

        var report = Assert.Single(await door.SweepAsync());

        Assert.Equal((1, 0, "1 date outside 1990-01-01..2100-12-31 is left out: 1989-01-06"), (report.Stored, report.Rejected, report.Notices));
        var curves = (await new MarketDataStore(storage).ReadCurvesAsync(Cancellation))!;
        Assert.Equal((1, 0), (curves.Curves.Count, curves.Damaged.Count));
    }

    [Fact]
    public async Task Sweep_CurvesThatReplaceVeryMuch_NameTheFirstHundredAndCountAll()
    {
        await using var door = new PriceDoor(await fixture.NewStorageAsync(Cancellation));
        await door.DropAsync("first.csv", Many("0.5"));
        await door.SweepAsync();

        var report = await ReplaceAsync(door, Many("0.6"));

        Assert.Equal((120, 120, 100), (report.Stored, report.ReplacedCount, report.Replaced!.Split('\n').Length));
    }

    private static async Task<FileReport> ReplaceAsync(PriceDoor door, string file)
    {
        await door.DropAsync("second.csv", file, ("replace", "true"), ("reason", "typing error"));
        return Assert.Single(await door.SweepAsync());
    }

    private static string Many(string percent) => string.Create(
        CultureInfo.InvariantCulture,
        $"date,10Y\n{string.Concat(TokyoCalendar.Sessions(new(new(2013, 1, 4), new(2013, 12, 30))).Take(120).Select(day => $"{DateText.Of(day)},{percent}\n"))}");
}
