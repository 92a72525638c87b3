using Pricing.Grants.Exercise;
using Pricing.Grants.Life;
using Pricing.Grants.Terms;
using static Pricing.Tests.Grants.Life.ThirdSeries;

namespace Pricing.Tests.Grants.Life;

// Release, sections 8, 9 and 11.
public sealed class EndTests
{
    private static readonly LifeEvent Acquired = Event("acquired", "2020-04-01", LifeEventKind.Acquired, 89m, holder: null) with { Resolution = ReorganisationKind.Merger };
    private static readonly LifeEvent Reorganised =
        Event("reorganised", "2020-04-01", LifeEventKind.Reorganised, 89m, holder: null) with { Resolution = ReorganisationKind.ShareExchange };

    [Theory]
    [InlineData(ReorganisationKind.Merger, true)]
    [InlineData(ReorganisationKind.ShareExchange, true)]
    [InlineData(ReorganisationKind.ShareTransfer, true)]
    [InlineData(ReorganisationKind.Demerger, false)]
    public void Acquire_OnAResolution_NeedsOneOfTheClause(ReorganisationKind resolution, bool isAllowed)
    {
        var outcome = Judge(Release, Facts, Acquired with { Resolution = resolution });

        Assert.Equal(isAllowed, outcome.IsSuccess);
        Assert.All(outcome.Failures, failure => Assert.Equal(ReasonCode.RefusedBySection8, failure.Code));
    }

    [Fact]
    public void Acquire_AllRights_LeavesNoHolderAny()
    {
        var life = RightsLife.Of(Release, Facts, [Acquired]);

        Assert.Equal(0, life.Outstanding);
        Assert.All(life.Holders, holder => Assert.Equal(0, holder.Rights));
    }

    [Fact]
    public void Acquire_ClauseNoneOrNotStated_IsRefused()
    {
        Assert.StartsWith("RefusedBySection8", Refusal(Release with { Acquisition = [] }, Facts, Acquired), StringComparison.Ordinal);
        Assert.StartsWith("TermsNotStated acquisition_clause=", Refusal(Release with { Acquisition = null }, Facts, Acquired), StringComparison.Ordinal);
    }

    [Fact]
    public void Acquire_WithoutItsResolution_IsRefusedAndLeavesTheRights()
    {
        Assert.StartsWith("RefusedBySection8 resolution=", Refusal(Release, Facts, Acquired with { Resolution = null }), StringComparison.Ordinal);
        Assert.Equal(89, RightsLife.Of(Release, Facts, [Acquired with { Resolution = null }]).Outstanding);
    }

    [Fact]
    public void Reorganise_SuccessorRights_KeepTheEndOfThePeriod()
    {
        Assert.Equal("2020-04-01..2043-07-11", Judge(Release, Facts, Reorganised).Value.SuccessorPeriod.ToString());
        Assert.Equal(
            "2013-07-12..2043-07-11",
            Judge(Release, Facts, Reorganised with { Date = new(2013, 7, 12) }).Value.SuccessorPeriod.ToString());
        Assert.Equal(
            "2013-07-12..2043-07-11",
            Judge(Release, Facts, Reorganised with { Date = new(2013, 7, 11) }).Value.SuccessorPeriod.ToString());
    }

    [Fact]
    public void Reorganise_AgainstTheClause_IsRefused()
    {
        Assert.StartsWith(
            "RefusedBySection9 resolution=demerger",
            Refusal(Release with { Reorganisation = [ReorganisationKind.Merger] }, Facts, Reorganised with { Resolution = ReorganisationKind.Demerger }),
            StringComparison.Ordinal);
        Assert.StartsWith("RefusedBySection9 rights=88", Refusal(Release, Facts, Reorganised with { Rights = 88m }), StringComparison.Ordinal);
        Assert.StartsWith("TermsNotStated reorganisation_clause=", Refusal(Release with { Reorganisation = null }, Facts, Reorganised), StringComparison.Ordinal);
        Assert.StartsWith("InvalidField resolution=", Refusal(Release, Facts, Reorganised with { Resolution = null }), StringComparison.Ordinal);
        Assert.StartsWith("RefusedBySection5", Refusal(Release, Facts, Reorganised with { Date = new(2043, 7, 12) }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LastDayRule.PreviousBusinessDate, "2043-07-10", "")]
    [InlineData(LastDayRule.PreviousBusinessDate, "2043-07-11", "RefusedBySection5 date=2043-07-11: section 5: the last day of exercise was 2043-07-10; rights that are left have lapsed")]
    [InlineData(LastDayRule.NextBusinessDateBeyondPeriod, "2043-07-13", "RefusedBySection5 date=2043-07-13: section 5: the exercise period 2013-07-12..2043-07-11 has ended")]
    public void Reorganise_AroundTheLastDay_FollowsItsRule(LastDayRule rule, string date, string expected)
    {
        var terms = Release with { Conditions = Release.Conditions with { LastDay = rule } };

        Assert.Equal(expected, string.Join("; ", Judge(terms, Facts, Reorganised with { Date = Dates.Date(date) }).Failures));
    }

    [Fact]
    public void Lapses_DaysAfterOffice_AreProposedFromTheDayAfter()
    {
        var life = RightsLife.Of(Release, Facts, [Left("2014-06-27"), Exercised("2014-07-01", 20m)]);

        Assert.Empty(life.Lapses(new(2014, 7, 7)));
        var proposal = Assert.Single(life.Lapses(new(2014, 7, 8)));
        Assert.Equal(("D01", 40, new DateOnly(2014, 7, 7), new DateOnly(2014, 7, 8), "11"), (proposal.Holder, proposal.Rights, proposal.LastDay, proposal.From, proposal.Section));
    }

    [Fact]
    public void Lapses_EndOfThePeriod_AreProposedForAllThatIsLeft()
    {
        Assert.Empty(RightsLife.Of(Release, Facts, []).Lapses(new(2043, 7, 11)));
        Assert.Equal([("D01", 60), ("E01", 29)], RightsLife.Of(Release, Facts, []).Lapses(new(2043, 7, 12)).Select(lapse => (lapse.Holder, lapse.Rights)));
        Assert.Equal([(null, 88)], RightsLife.Of(Release, LifeFacts.None, [Exercised("2014-07-01", holder: null)]).Lapses(new(2043, 7, 12)).Select(lapse => (lapse.Holder, lapse.Rights)));
    }

    [Fact]
    public void Lapses_HeirWhoDies_AreProposedFromTheDayAfterTheDeath()
    {
        var life = RightsLife.Of(
            Release,
            Facts,
            [
                Event("d", "2014-07-07", LifeEventKind.Died), Event("i", "2014-08-30", LifeEventKind.Inherited),
                Event("h", "2014-12-01", LifeEventKind.Died, holder: "H01"),
            ]);

        Assert.Equal(("H01", 60, new DateOnly(2014, 12, 1)), Assert.Single(life.Lapses(new(2014, 12, 2))) is var lapse ? (lapse.Holder, lapse.Rights, lapse.LastDay) : default);
    }

    [Theory]
    [InlineData("2014-07-07", "RefusedBySection11 date=2014-07-07: section 11: the rights can be exercised to 2014-07-07 and lapse on the day after")]
    [InlineData("2014-07-08", "")]
    public void Lapse_Confirmed_CountsFromTheDayAfterTheLastDay(string date, string expected) => Assert.Equal(
        expected,
        string.Join(";", Judge(Release, Facts, Left("2014-06-27"), Event("lapsed", date, LifeEventKind.Lapsed, 60m)).Failures));

    [Fact]
    public void Lapse_OfAHolderInOffice_IsRefused() => Assert.StartsWith(
        "RefusedBySection11", Refusal(Release, Facts, Event("lapsed", "2014-07-08", LifeEventKind.Lapsed, 60m)), StringComparison.Ordinal);

    [Fact]
    public void Lapse_WithoutHolders_IsNotCheckedBeforeTheEnd()
    {
        Assert.False(Judge(Release, LifeFacts.None, Event("l", "2014-07-08", LifeEventKind.Lapsed, 6m, holder: null)).Value.Rules.Single().IsChecked);
        Assert.True(Judge(Release, LifeFacts.None, Event("l", "2043-07-12", LifeEventKind.Lapsed, 89m, holder: null)).Value.Rules.Single().IsChecked);
    }

    [Fact]
    public void Lapse_ConfirmedWhereHoldersAreNotKnown_IsNotProposedAgain()
    {
        LifeEvent[] events = [Left("2014-06-27"), Event("lapsed", "2014-07-08", LifeEventKind.Lapsed, 60m)];

        Assert.Equal("D01", Assert.Single(RightsLife.Of(Release, LifeFacts.None, events[..1]).Lapses(new(2014, 7, 8))).Holder);
        Assert.Empty(RightsLife.Of(Release, LifeFacts.None, events).Lapses(new(2014, 7, 9)));
    }

    [Fact]
    public void Lapse_LateExercise_NeedsTheLapseToBeTakenBackAndIsProposedAgain()
    {
        var lapsed = Event("lapsed", "2014-07-08", LifeEventKind.Lapsed, 60m);
        var late = Exercised("2014-07-05", 2m);
        var reversal = Event("reversal", "2014-08-01", LifeEventKind.Lapsed, 60m) with { Reverses = "lapsed" };

        Assert.Equal(
            "RightsNotOutstanding rights=2: the event lapsed, lapsed of 2014-07-08, does not stand beside it: the holder has 58; take it back first by an event that reverses it",
            Refusal(Release, Facts, Left("2014-06-27"), lapsed, late));
        Assert.True(Judge(Release, Facts, Left("2014-06-27"), lapsed, reversal, late).IsSuccess);
        var life = RightsLife.Of(Release, Facts, [Left("2014-06-27"), lapsed, reversal, late]);
        Assert.Equal(87, life.Outstanding);
        Assert.Equal(58, Assert.Single(life.Lapses(new(2014, 8, 2))).Rights);
        Assert.Equal("reversal", life.Entries.Single(entry => entry.Event.Id == "lapsed").ReversedBy);
    }

    [Fact]
    public void Fact_ThatComesLate_IsStoredAndNamesWhatDoesNotStandBesideIt()
    {
        var settled = Judge(Release, Facts, Left("2014-06-27"), Exercised("2014-07-05"), Event("died", "2014-07-01", LifeEventKind.Died)).Value;

        Assert.Contains("the event exercise, exercised of 2014-07-05, does not stand beside it", settled.Notes.Single(), StringComparison.Ordinal);
    }

    // Stored under other terms, they do not stand by those of today; their rights are gone all the same.
    [Fact]
    public void Judge_BesideStoredEventsThatDoNotStand_CountsTheirRights()
    {
        var terms = Release with { Acquisition = null };
        LifeEvent[] stored = [Acquired with { Rights = 80m }];

        Assert.Equal(
            "RightsNotOutstanding rights=10: 9 of the 89 rights allotted are outstanding",
            LifeJudgement.Of(terms, LifeFacts.None, stored, Event("f", "2021-04-01", LifeEventKind.Forfeited, 10m, holder: null)).Failures.Single().ToString());
        Assert.Equal(
            "RightsNotOutstanding rights=10: with the events that are stored it takes 90 rights, and 89 were allotted",
            LifeJudgement.Of(terms, LifeFacts.None, stored, Event("f", "2019-04-01", LifeEventKind.Forfeited, 10m, holder: null)).Failures.Single().ToString());
        Assert.Equal(9, RightsLife.Of(terms, LifeFacts.None, stored, areBooked: true).Outstanding);
        Assert.Equal(89, RightsLife.Of(terms, LifeFacts.None, stored).Outstanding);
    }

    // The late loss of office leaves the exercise without a ground; its 10 rights are gone all the same until it is taken back.
    [Theory]
    [InlineData(60, "RightsNotOutstanding rights=60: the event exercise, exercised of 2014-09-01, does not stand beside it: the holder has 0; take it back first by an event that reverses it")]
    [InlineData(51, "RightsNotOutstanding rights=51: the event exercise, exercised of 2014-09-01, does not stand beside it: the holder has 9; take it back first by an event that reverses it")]
    [InlineData(50, "")]
    public void Judge_BeforeAStoredEventThatDoesNotStand_LeavesItItsRights(int rights, string expected)
    {
        var inOffice = Release with { Conditions = Release.Conditions with { AlsoInOffice = true } };

        Assert.Equal(
            expected,
            string.Join("; ", Judge(inOffice, Facts, Exercised("2014-09-01", 10m), Left("2014-06-27"), Event("lapsed", "2014-07-08", LifeEventKind.Lapsed, rights)).Failures));
    }

    [Theory]
    [InlineData("2014-07-07", "")]
    [InlineData("2014-07-08", "RefusedBySection9 holder=D01: section 9: 60 rights of this holder could be exercised to 2014-07-07 and do not remain; state their lapse first")]
    public void Reorganise_BesideRightsWhoseLastDayIsOver_AwaitsTheirLapse(string date, string expected)
    {
        var lapsed = Event("lapsed", "2014-07-08", LifeEventKind.Lapsed, 60m);
        var reorganised = Reorganised with { Date = Dates.Date(date) };

        Assert.Equal(expected, string.Join("; ", Judge(Release, Facts, Left("2014-06-27"), reorganised).Failures));
        Assert.Equal(
            0,
            Judge(Release, Facts, Left("2014-06-27"), lapsed, reorganised with { Date = new(2014, 7, 8), Rights = 29m }).Value.RightsOutstanding);
    }

    [Theory]
    [InlineData("2043-07-11", "")]
    [InlineData("2043-07-12", "RefusedBySection5 date=2043-07-12: section 5: the last day of exercise was 2043-07-11; rights that are left have lapsed")]
    public void Acquire_BehindTheExercisePeriod_IsRefused(string date, string expected) =>
        Assert.Equal(expected, string.Join("; ", Judge(Release, Facts, Acquired with { Date = Dates.Date(date) }).Failures));

    [Theory]
    [InlineData("nothing", 60, "UnknownEvent reverses=nothing: no event of this id is stored for the grant")]
    [InlineData("left", 60, "InvalidField reverses=left: is the event left_office of 2014-06-27 with 0 rights; what takes it back has the same kind, rights and holder, and no earlier date")]
    [InlineData("lapsed", 59, "InvalidField reverses=lapsed: is the event lapsed of 2014-07-08 with 60 rights; what takes it back has the same kind, rights and holder, and no earlier date")]
    public void Reverse_AnotherEvent_IsRefused(string id, int rights, string expected) => Assert.Equal(
        expected,
        Refusal(
            Release,
            Facts,
            Left("2014-06-27"),
            Event("lapsed", "2014-07-08", LifeEventKind.Lapsed, 60m),
            Event("reversal", "2014-08-01", LifeEventKind.Lapsed, rights) with { Reverses = id }));

    [Fact]
    public void Reverse_Twice_IsRefused()
    {
        var reversal = Event("reversal", "2014-08-01", LifeEventKind.Lapsed, 60m) with { Reverses = "lapsed" };

        Assert.Equal(
            "InvalidField reverses=lapsed: was taken back by the event reversal already",
            Refusal(Release, Facts, Left("2014-06-27"), Event("lapsed", "2014-07-08", LifeEventKind.Lapsed, 60m), reversal, reversal with { Id = "second" }));
    }

    [Fact]
    public void Adjust_Decision_IsInForceFromItsDay()
    {
        var decision = Event("adjusted", "2020-04-01", LifeEventKind.Adjusted, holder: null) with { DecidedShares = 150m, DecidedExercisePrice = 2m };

        var settled = Judge(Release, Facts, decision).Value;
        var exercise = Judge(Release, Facts, decision, Left("2020-03-27"), Exercised("2020-04-01")).Value.Exercise!;

        Assert.Equal((150m, 2m), (settled.SharesPerRight, settled.ExercisePrice));
        Assert.Equal((150m, 300m), (exercise.Shares, exercise.AmountPayable));
        Assert.StartsWith(
            "InvalidField date=2013-07-11: is not after the allotment date",
            Refusal(Release, Facts, decision with { Date = new(2013, 7, 11) }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Forfeit_AnyNumberOfAHolder_IsTaken() =>
        Assert.Equal((69, 40), Judge(Release, Facts, Event("f", "2014-06-27", LifeEventKind.Forfeited, 20m)).Value is var settled ? (settled.RightsOutstanding, settled.HolderRights) : default);

    [Fact]
    public void Events_BeforeTheAllotment_AreRefused() => Assert.Contains(
        "before the allotment on 2013-07-11",
        Refusal(Release, LifeFacts.None, Event("f", "2013-07-10", LifeEventKind.Forfeited, 20m, holder: null)),
        StringComparison.Ordinal);
}
