using Pricing.Grants.Life;
using static Pricing.Tests.Grants.Life.ThirdSeries;

namespace Pricing.Tests.Grants.Life;

/// <summary>
/// The third series through its life: 89 rights of 200 shares allotted on 2013-07-11 at 647,000 yen, splits of 1:2 with the
/// record dates 2020-12-31 and 2022-09-30 (Internet Initiative Japan), and two holders who leave office.
/// </summary>
public sealed class ThirdSeriesLifeTests
{
    private static readonly LifeFacts Known = Facts with { Actions = [Split(new(2020, 12, 31)), Split(new(2022, 9, 30))] };

    [Fact]
    public void Actions_RecordDates_LeadToTheExDates() =>
        Assert.Equal([new(2020, 12, 29), new DateOnly(2022, 9, 29)], Known.Actions.Select(action => action.ExDate));

    [Theory]
    [InlineData("2014-06-27", "2014-07-01", 200)]
    [InlineData("2020-12-25", "2020-12-31", 200)]
    [InlineData("2020-12-25", "2021-01-01", 400)]
    [InlineData("2022-09-29", "2022-09-30", 400)]
    [InlineData("2022-09-29", "2022-10-01", 800)]
    [InlineData("2025-06-27", "2025-07-07", 800)]
    public void Exercise_OneRight_DeliversByTheSplitsAndHalvesTheSame(string left, string date, int shares)
    {
        var exercise = Judge(Release, Known, Left(left), Exercised(date)).Value.Exercise!;

        Assert.Equal((shares, (decimal)shares), (exercise.Shares, exercise.AmountPayable));

        // 647,000 and a yen a share, halved.
        Assert.Equal(647_000m + shares, exercise.Limit);
        Assert.Equal(((647_000m + shares) / 2, (647_000m + shares) / 2), (exercise.CapitalStock, exercise.CapitalReserve));
    }

    [Fact]
    public void Life_FromAllotmentToTheEnd_LeavesNothing()
    {
        LifeEvent[] events =
        [
            Left("2014-06-27"),
            Exercised("2014-07-07", 60m),
            Event("left-2", "2022-09-28", LifeEventKind.LeftOffice, holder: "E01") with { OfficeLost = "executive officer" },
            Event("died", "2022-10-08", LifeEventKind.Died, holder: "E01"),
            Event("inherited", "2022-10-31", LifeEventKind.Inherited, holder: "E01"),
            Event("heir", "2023-04-30", LifeEventKind.Exercised, 28m, "H01"),
            Event("lapsed", "2023-05-01", LifeEventKind.Lapsed, 1m, "H01"),
        ];

        var last = Judge(Release, Known, events).Value;
        var life = RightsLife.Of(Release, Known, events);

        Assert.Equal(0, last.RightsOutstanding);
        Assert.Equal(
            [
                "2014-06-27 LeftOffice 89 2014-06-28..2014-07-07",
                "2014-07-07 Exercised 29 2014-06-28..2014-07-07 12000 shares, 12000 yen, 19416000 + 19416000",
                "2022-09-28 LeftOffice 29 2022-09-29..2022-10-08",
                "2022-10-08 Died 29 ",
                "2022-10-31 Inherited 29 2022-10-31..2023-04-30",
                "2023-04-30 Exercised 1 2022-10-31..2023-04-30 22400 shares, 22400 yen, 9069200 + 9069200",
                "2023-05-01 Lapsed 0 ",
            ],
            life.Entries.Select(Line));
        Assert.Empty(life.Lapses(new(2050, 1, 1)));
    }

    private static string Line(LifeEntry entry)
    {
        var settled = entry.Settlement.Value;
        var line = FormattableString.Invariant($"{entry.Event.Date:yyyy-MM-dd} {entry.Event.Kind} {settled.RightsOutstanding} {settled.Window}");
        return settled.Exercise is { } exercise
            ? FormattableString.Invariant($"{line} {exercise.Shares} shares, {exercise.AmountPayable} yen, {exercise.CapitalStock} + {exercise.CapitalReserve}")
            : line;
    }
}
