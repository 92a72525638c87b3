using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Tests.Intake.Doors;
using Testing;

namespace Pricing.Pipeline.Tests.Intake.Batches;

public sealed class ActionsAgainstPricesTests(AzuriteFixture fixture)
{
    /// <summary>IIJ's split of 2012 (release, section 12, note).</summary>
    private const string Split =
        "code,kind,ratio,record_date,effective_date,ex_date,announced_on,reference\n"
        + "3774,split,1:200,2012-09-30,2012-10-01,2012-09-26,2012-08-07,timely disclosure\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1960", "", false)]
    [InlineData("392000", "", true)]
    [InlineData("1960", "the closes were looked at", true)]
    public async Task Sweep_SplitThatTheStoredClosesDoNotShow_IsRefusedUnlessItIsMeant(string before, string meant, bool isTaken)
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync("3774.csv", $"Date,Close\n2012-09-25,{before}\n2012-09-26,1975\n");
        await door.SweepAsync();
        await door.DropAsync("actions.csv", $"code,kind,ratio,record_date,meant_reason\n3774,split,1:200,2012-09-30,{meant}\n");

        var report = Assert.Single(await door.SweepAsync());

        Assert.Equal(isTaken ? (1, 0) : (0, 1), (report.Stored, report.Rejected));
        Assert.Equal(isTaken, report.Codes is not null);
        if (!isTaken)
        {
            Assert.StartsWith(
                "SuspectPrice ratio=200: 3774 on 2012-09-26: the closes go from 1960 to 1975 at a split of 200 new shares for one old: they are adjusted for it",
                Assert.Single(await door.FailuresAsync(report)),
                StringComparison.Ordinal);
        }
    }

    // Between two closes lie 1:200, which is stored, and 1:3, which is new: 392,000 / 600 = 653.3.
    [Theory]
    [InlineData("653", true)]
    [InlineData("130667", false)]
    public async Task Sweep_SecondSplitBetweenTwoCloses_IsJudgedTogetherWithTheStoredOne(string after, bool isTaken)
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync("3774.csv", $"Date,Close\n2012-09-25,392000\n2012-09-28,{after}\n");
        Assert.Equal(0, Assert.Single(await door.SweepAsync()).Rejected);
        await door.DropAsync("first.csv", "code,kind,ratio,record_date,meant_reason\n3774,split,1:200,2012-09-30,the closes were looked at\n");
        Assert.Equal(0, Assert.Single(await door.SweepAsync()).Rejected);
        await door.DropAsync("second.csv", "code,kind,ratio,record_date\n3774,gratis_allotment,1:3,2012-10-01\n");

        var report = Assert.Single(await door.SweepAsync());

        Assert.Equal(isTaken ? (1, 0) : (0, 1), (report.Stored, report.Rejected));
        Assert.Equal(isTaken, report.Defect is null);
        if (!isTaken) Assert.Contains("SuspectPrice ratio=3:", report.Defect, StringComparison.Ordinal);
    }

    // 2 x 1.5 = 3: the prices state the factor of the day, the closes jump by it.
    [Theory]
    [InlineData("1,0.333333", "split,1:2;gratis_allotment,1:1.5,both", 2, "")]
    [InlineData("", "split,1:2;gratis_allotment,1:1.5,both", 2, "")]
    [InlineData("1,0.333333", "split,1:2;gratis_allotment,1:1.4,both", 0, "ConflictingData ex_date=2012-09-26: the prices state a split of 3 new shares for an old one on that date, the corporate actions 2 and 1.4, together 2.8, with the ex-date 2012-09-26")]
    [InlineData("1,0.333333", "split,1:2", 0, "ConflictingData ex_date=2012-09-26: the prices state a split of 3 new shares for an old one on that date, the corporate action one of 2 with the ex-date 2012-09-26")]
    [InlineData("", "split,1:4;gratis_allotment,1:1.5,both", 0, "SuspectPrice ratio=4: 3774 on 2012-09-26: the closes go from 3000 to 1000 at a split of 4 new shares for one old: they jump by another ratio")]
    public async Task Sweep_TwoActionsOfOneExDate_AreHeldAgainstThePricesTogether(string factors, string actions, int stored, string refusal)
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        var column = factors.Split(',');
        await door.DropAsync("3774.csv", $"Date,Close,AdjFactor\n2012-09-25,3000,{column[0]}\n2012-09-26,1000,{column[^1]}\n");
        await door.SweepAsync();
        var rows = actions.Split(';').Select(row => row.Split(',') is [var kind, var ratio, .. var reason] ? $"3774,{kind},{ratio},2012-09-30,{string.Join("", reason)}\n" : "");
        await door.DropAsync("actions.csv", "code,kind,ratio,record_date,meant_reason\n" + string.Concat(rows));

        var report = Assert.Single(await door.SweepAsync());

        Assert.Equal(stored, report.Stored);
        if (refusal.Length > 0) Assert.StartsWith(refusal, (await door.FailuresAsync(report))[0], StringComparison.Ordinal);
        else Assert.Empty((await new MarketDataStore(storage).ReadPricesAsync("37740", Cancellation))!.Known.Conflicts);
    }

    [Fact]
    public async Task Sweep_SecondActionOfAnExDate_IsHeldAgainstThePricesTogetherWithTheStoredOne()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync("actions.csv", "code,kind,ratio,record_date\n3774,split,1:2,2012-09-30\n");
        await door.SweepAsync();
        await door.DropAsync("3774.csv", "Date,Close,AdjFactor\n2012-09-25,3000,1\n2012-09-26,1000,0.333333\n");
        await door.SweepAsync();
        await door.DropAsync("second.csv", "code,kind,ratio,record_date,meant_reason\n3774,gratis_allotment,1:1.5,2012-09-30,both\n");

        Assert.Equal(1, Assert.Single(await door.SweepAsync()).Stored);
        Assert.Empty((await new MarketDataStore(storage).ReadPricesAsync("37740", Cancellation))!.Known.Conflicts);
    }

    [Fact]
    public async Task Sweep_SplitOnAnotherDateThanTheStoredClosesJump_IsRefusedWithThatDate()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync("4999.csv", "Date,Close\n2023-09-25,4010\n2023-09-26,4000\n2023-09-27,4020\n2023-09-28,2015\n2023-09-29,2011\n2023-10-30,2030\n2023-10-31,2026\n");
        await door.SweepAsync();
        await door.DropAsync("actions.csv", "code,kind,ratio,record_date\n4999,split,1:2,2023-10-31\n");

        var failures = await door.FailuresAsync(Assert.Single(await door.SweepAsync()));

        Assert.StartsWith(
            "SuspectPrice ratio=2: 4999 on 2023-10-30: the closes go from 2011 to 2030 at a split of 2 new shares for one old: "
            + "they jump by that ratio on 2023-09-28, from 4020 to 2015; give the split that ex-date",
            Assert.Single(failures),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sweep_ActionAgainstTheSplitOfThePrices_IsRefused()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync("3774.csv", "Date,Close,AdjFactor\n2012-09-25,400000,1\n2012-09-26,2000,0.005\n2012-09-27,2010,1\n");
        await door.SweepAsync();
        await door.DropAsync("actions.csv", Split.Replace("1:200", "1:100", StringComparison.Ordinal));

        var refused = Assert.Single(await door.SweepAsync());
        await door.DropAsync("right.csv", Split);
        var taken = Assert.Single(await door.SweepAsync());

        Assert.StartsWith("ConflictingData ex_date=2012-09-26: the prices state a split of 200", Assert.Single(await door.FailuresAsync(refused)), StringComparison.Ordinal);
        Assert.Equal(1, taken.Stored);
        var known = (await new MarketDataStore(storage).ReadPricesAsync("37740", Cancellation))!.Known;
        Assert.Equal((new(2012, 9, 30), 0), (Assert.Single(known.All).RecordDate, known.Conflicts.Count));
    }

    [Fact]
    public async Task Sweep_PricesAdjustedForAStatedSplit_AreRefused()
    {
        var storage = await fixture.NewStorageAsync(Cancellation);
        await using var door = new PriceDoor(storage);
        await door.DropAsync("actions.csv", Split);
        await door.SweepAsync();
        await door.DropAsync("3774.csv", "Date,Close\n2012-09-25,2000\n2012-09-26,2000\n2012-09-27,2010\n");

        var report = Assert.Single(await door.SweepAsync());

        Assert.Equal((0, null), (report.Stored, report.Codes));
        Assert.Contains("2012-09-26", report.Defect, StringComparison.Ordinal);
    }
}
