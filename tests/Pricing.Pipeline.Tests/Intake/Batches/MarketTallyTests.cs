using System.Globalization;
using Pricing.Calendars;
using Pricing.Pipeline.Tests.Intake.Doors;
using Testing;

namespace Pricing.Pipeline.Tests.Intake.Batches;

public sealed class MarketTallyTests(AzuriteFixture fixture)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Report_OfAFileThatReplacedVeryMany_NamesTheFirstAndCountsAll()
    {
        await using var door = new PriceDoor(await fixture.NewStorageAsync(Cancellation));
        await door.DropAsync("first.csv", Closes(1000));
        var first = Assert.Single(await door.SweepAsync());
        await door.DropAsync("second.csv", Closes(1001), ("replace", "true"));

        var second = Assert.Single(await door.SweepAsync());

        Assert.Equal((null, 0), (first.Replaced, first.ReplacedCount));
        Assert.Equal((120, 120), (second.Stored, second.ReplacedCount));
        var named = second.Replaced!.Split('\n');
        Assert.Equal((100, "3774 2012-01-04 close: 1000 -> 1001"), (named.Length, named[0]));
    }

    [Theory]
    [InlineData("2013-11-08", null)]
    [InlineData("2014-11-08", "the file's name is the code 2013, and its rows are of 3774, for which they are taken")]
    public async Task Report_OfDividendsInAFileNamedByAYear_SaysThatItIsACodeWhereARowHasNoDateOfTheYear(string announced, string? notice)
    {
        await using var door = new PriceDoor(await fixture.NewStorageAsync(Cancellation));
        await door.DropAsync("2013.csv", $"Code,Kind,Amount,RecordDate,AnnouncedOn\n3774,final,10,2013-03-31,2013-05-15\n3774,interim,11,2014-09-30,{announced}\n");

        var report = Assert.Single(await door.SweepAsync());

        Assert.Equal(2, report.Stored);
        Assert.Equal(notice, report.Notices?.Split('\n').SingleOrDefault(line => line.StartsWith("the file's name", StringComparison.Ordinal)));
    }

    /// <summary>Closes of 60 sessions, of two shares.</summary>
    private static string Closes(int price)
    {
        var days = TokyoCalendar.Sessions(new(new(2012, 1, 4), new(2012, 12, 28))).Take(60);
        var rows = from code in (string[])["3774", "9433"] from day in days select $"{DateText.Of(day)},{code},{price}\n";
        return string.Create(CultureInfo.InvariantCulture, $"Date,Code,Close\n{string.Concat(rows)}");
    }
}
