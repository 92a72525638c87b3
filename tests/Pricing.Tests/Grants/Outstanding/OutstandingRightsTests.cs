using Pricing.Grants.Outstanding;
using static Pricing.Tests.Dates;

namespace Pricing.Tests.Grants.Outstanding;

public sealed class OutstandingRightsTests
{
    private static readonly DateOnly Allotment = new(2013, 7, 11);

    private static readonly RightsEvent[] Events =
    [
        new(new(2015, 6, 30), RightsEventKind.Exercised, 10),
        new(new(2014, 7, 8), RightsEventKind.Forfeited, 4),
        new(new(2015, 6, 30), RightsEventKind.Exercised, 5),
        new(new(2016, 4, 1), RightsEventKind.Acquired, 69),
        new(new(2043, 7, 12), RightsEventKind.Lapsed, 1),
    ];

    [Theory]
    [InlineData("2013-07-11", 89)]
    [InlineData("2014-07-07", 89)]
    [InlineData("2014-07-08", 85)]
    [InlineData("2015-06-30", 70)]
    [InlineData("2016-04-01", 1)]
    [InlineData("2043-07-12", 0)]
    public void On_Date_CountsTheEventsUpToIt(string date, int outstanding) =>
        Assert.Equal(outstanding, On(date).Outstanding);

    [Fact]
    public void On_Date_SumsByKind()
    {
        var balance = On("2016-04-01");

        Assert.Equal(89, balance.Allotted);
        Assert.Equal(3, balance.Gone.Count);
        Assert.Equal(15, balance.Gone[RightsEventKind.Exercised]);
        Assert.Equal(4, balance.Gone[RightsEventKind.Forfeited]);
        Assert.Equal(69, balance.Gone[RightsEventKind.Acquired]);
    }

    [Theory]
    [InlineData("2016-04-01", "2043-07-11", true)]
    [InlineData("2043-07-11", "2043-07-11", true)]
    [InlineData("2043-07-11", "2043-07-10", false)]
    [InlineData("2043-07-12", "2043-07-12", false)]
    public void IsAlive_RightsOutstandingAndPeriodOpen_IsNeeded(string date, string exerciseEnd, bool expected) =>
        Assert.Equal(expected, On(date).IsAlive(Date(exerciseEnd)));

    [Fact]
    public void On_BadEvents_AreAllReported()
    {
        RightsEvent[] events =
        [
            new(new(2014, 7, 8), RightsEventKind.Forfeited, 0),
            new(new(2013, 7, 10), RightsEventKind.Exercised, 1),
            new(new(2050, 1, 1), RightsEventKind.Lapsed, int.MaxValue),
        ];

        Assert.Equal(
            [
                "InvalidField allotted_rights=-1: must be at least 0",
                "InvalidField rights=0: the event of 2014-07-08 needs at least 1",
                "InvalidField date=2013-07-10: before the allotment on 2013-07-11",
                "InvalidField rights=2147483648: the events take more than the -1 rights allotted",
            ],
            OutstandingRights.On(-1, Allotment, events, new(2014, 1, 1)).Failures.Select(failure => failure.ToString()));
    }

    [Fact]
    public void On_NoRightsAllotted_HasNoneOutstanding() =>
        Assert.Equal(0, OutstandingRights.On(0, Allotment, [], new(2014, 1, 1)).Value.Outstanding);

    [Fact]
    public void On_EventOnTheAllotmentDate_Counts()
    {
        RightsEvent[] events = [new(Allotment, RightsEventKind.Forfeited, 89)];

        Assert.Equal(0, OutstandingRights.On(89, Allotment, events, Allotment).Value.Outstanding);
    }

    [Fact]
    public void On_MoreEventsThanRights_IsRefused() => Assert.Equal(
        "InvalidField rights=89: the events take more than the 88 rights allotted",
        OutstandingRights.On(88, Allotment, Events, new(2014, 1, 1)).Failures.Single().ToString());

    private static RightsBalance On(string date) => OutstandingRights.On(89, Allotment, Events, Date(date)).Value;
}
