using Pricing.Grants.Exercise;
using Pricing.Grants.Life;
using Pricing.Grants.Terms;
using static Pricing.Tests.Grants.Life.ThirdSeries;

namespace Pricing.Tests.Grants.Life;

/// <summary>What people read of rights that end, decisions, reversals and lapses that are proposed.</summary>
public sealed class EndAnswerTests
{
    private static readonly LifeEvent Died = Event("died", "2014-07-07", LifeEventKind.Died);
    private static readonly LifeEvent Inherited = Event("inherited", "2014-08-30", LifeEventKind.Inherited);
    private static readonly LifeEvent HeirDied = Event("died-2", "2014-12-01", LifeEventKind.Died, holder: "H01");
    private static readonly LifeEvent Acquired = Event("acquired", "2020-04-01", LifeEventKind.Acquired, 89m, holder: null);
    private static readonly LifeEvent Reorganised =
        Event("reorganised", "2020-04-01", LifeEventKind.Reorganised, 89m, holder: null) with { Resolution = ReorganisationKind.ShareExchange };

    [Fact]
    public void End_OfRights_SaysByWhichRuleOrWhyNot()
    {
        AssertSaid("8: acquired without consideration on a resolution on share_transfer", Release, Facts, Acquired with { Resolution = ReorganisationKind.ShareTransfer });
        AssertSaid("RefusedBySection8 resolution=: section 8: the company acquires the rights on a resolution, and none is stated; say which in resolution", Release, Facts, Acquired);
        AssertSaid("RefusedBySection8 resolution=: section 8: the terms do not let the company acquire the rights", Release with { Acquisition = [] }, Facts, Acquired);
        AssertSaid(
            "RefusedBySection8 resolution=demerger: section 8: the company may acquire the rights on a resolution on merger, share_exchange, share_transfer alone",
            Release,
            Facts,
            Acquired with { Resolution = ReorganisationKind.Demerger });
        AssertSaid("9: successor rights after a share_exchange, exercised in 2020-04-01..2043-07-11", Release, Facts, Reorganised);
        AssertSaid(
            "InvalidField resolution=: is missing beside reorganised: merger, demerger, share_exchange or share_transfer", Release, Facts, Reorganised with { Resolution = null });
        AssertSaid(
            "RefusedBySection9 resolution=share_exchange: section 9: the terms do not provide for successor rights after it",
            Release with { Reorganisation = [ReorganisationKind.Merger] },
            Facts,
            Reorganised);
        AssertSaid(
            "RefusedBySection9 rights=88: section 9: successor rights take the place of all rights that remain, 89", Release, Facts, Reorganised with { Rights = 88m });
        AssertSaid(
            "RefusedBySection5 date=2043-07-12: section 5: the exercise period 2013-07-12..2043-07-11 has ended", Release, Facts, Reorganised with { Date = new(2043, 7, 12) });
        AssertSaid("", Release, Facts, Event("f", "2014-07-07", LifeEventKind.Forfeited, 60m));
    }

    [Fact]
    public void Lapse_OfWhomever_SaysTheLastDayOrWhyNot()
    {
        AssertSaid("11: the last day of exercise was 2014-07-07", Release, Facts, Left("2014-06-27"), Event("l", "2014-07-08", LifeEventKind.Lapsed, 60m));
        AssertSaid("5: the last day of exercise was 2043-07-11", Release, Facts, Event("l", "2043-07-12", LifeEventKind.Lapsed, 60m));
        AssertSaid("5: the last day of exercise was 2043-07-11", Release, Facts, Event("l", "2043-07-12", LifeEventKind.Lapsed, 89m, holder: null));
        AssertSaid("11: not checked: the holders of this grant are not stored", Release, LifeFacts.None, Event("l", "2043-07-11", LifeEventKind.Lapsed, 6m, holder: null));
        AssertSaid("5: the last day of exercise was 2043-07-11", Release, LifeFacts.None, Event("l", "2043-07-12", LifeEventKind.Lapsed, 6m, holder: null));
        AssertSaid(
            "RefusedBySection11 date=2043-07-11: section 11: not all holders' days are over; state the lapse by holder",
            Release,
            Facts,
            Event("l", "2043-07-11", LifeEventKind.Lapsed, 89m, holder: null));
        AssertSaid(
            "RefusedBySection11 date=2043-07-11: section 11, item 3: the holder died on 2014-07-07, and the rights wait for the heir; where nobody inherits, the event is forfeited",
            Release,
            Facts,
            Died,
            Event("l", "2043-07-11", LifeEventKind.Lapsed, 60m));
        AssertSaid("5: the last day of exercise was 2043-07-11", Release, Facts, Died, Event("l", "2043-07-12", LifeEventKind.Lapsed, 60m));

        // Where the holder's own last day is that of the period, the period has ended.
        AssertSaid("5: the last day of exercise was 2043-07-11", Release, Facts, Left("2043-07-01"), Event("l", "2043-07-12", LifeEventKind.Lapsed, 60m));
    }

    [Fact]
    public void Decision_IsSaidAndLeavesNothingOpenOfASplitBeforeIt()
    {
        var decision = Event("adjusted", "2020-12-30", LifeEventKind.Adjusted, holder: null) with { DecidedShares = 150m, DecidedExercisePrice = 2m };

        AssertSaid("3: decided by the company, for all rights that are outstanding", Release, Facts, decision);
        AssertSaid(
            "3: decided by the company, for all rights that are outstanding",
            Release with { ExercisePrice = new(500m, 1m, ExercisePriceAdjustment.NotStated) },
            new() { Actions = [Split(new(2020, 11, 30))] },
            decision);
    }

    [Fact]
    public void Reversal_SaysWhatItTakesBack()
    {
        var lapsed = Event("lapsed", "2014-07-08", LifeEventKind.Lapsed, 60m);

        AssertSaid(
            "note: takes back the event lapsed of 2014-07-08", Release, Facts, Left("2014-06-27"), lapsed, lapsed with { Id = "back", Date = new(2014, 7, 8), Reverses = "lapsed" });
        AssertSaid(
            "note: takes back the event lapsed of 2014-07-08", Release, Facts, Left("2014-06-27"), lapsed, lapsed with { Id = "back", Rights = 0m, Holder = null, Reverses = "lapsed" });
        foreach (var wrong in new[]
        {
            lapsed with { Date = new(2014, 7, 7) }, lapsed with { Kind = LifeEventKind.Forfeited }, lapsed with { Rights = 59m }, lapsed with { Holder = "E01" },
        })
        {
            AssertSaid(
                "InvalidField reverses=lapsed: is the event lapsed of 2014-07-08 with 60 rights; what takes it back has the same kind, rights and holder, and no earlier date",
                Release,
                Facts,
                Left("2014-06-27"),
                lapsed,
                wrong with { Id = "back", Reverses = "lapsed" });
        }
    }

    [Fact]
    public void Lapses_ThatAreProposed_SayWhy()
    {
        AssertLapses("11 D01 2014-07-07: item 2: the days after losing office have ended", "2014-07-08", Left("2014-06-27"));
        AssertLapses("11 H01 2014-12-01: item 3: the heir died", "2014-12-02", Died, Inherited, HeirDied);
        AssertLapses("11 H01 2015-02-28: item 3: the months of the heir have ended", "2015-03-01", Died, Inherited);
        AssertLapses("", "2015-02-28", Died, Inherited);
        AssertLapses("5 D01 2043-07-11: the exercise period has ended; 5 E01 2043-07-11: the exercise period has ended", "2043-07-12", Left("2043-07-01"));
        Assert.Equal(
            "5  2043-07-11: the exercise period has ended",
            Proposed(RightsLife.Of(Release, LifeFacts.None, []).Lapses(new(2043, 7, 12))));

        static void AssertLapses(string expected, string on, params LifeEvent[] events) =>
            Assert.Equal(expected, Proposed(RightsLife.Of(Release, Facts, events).Lapses(Dates.Date(on))));
    }

    // Office lost on Saturday the 5th, after the last business date of the period: no day is left, and the rights ended with it.
    [Fact]
    public void Lapses_WithoutAnyDayToExercise_AreProposedAtOnce()
    {
        var shorter = Release with { Conditions = Release.Conditions with { Period = new(new(2013, 7, 12), new(2014, 7, 31)), DaysAfterLosingOffice = 1, LastDay = LastDayRule.PreviousBusinessDate } };

        var life = RightsLife.Of(shorter, Facts, [Left("2014-07-04")]);

        Assert.Null(life.Holders[0].Window);
        Assert.Equal("11 D01 2014-07-04: item 2: the days after losing office have ended", Proposed(life.Lapses(new(2014, 7, 5))));
        Assert.Empty(life.Lapses(new(2014, 7, 4)));
    }

    private static string Proposed(IEnumerable<LapseProposal> lapses) =>
        string.Join("; ", lapses.Select(lapse => $"{lapse.Section} {lapse.Holder} {DateText.Of(lapse.LastDay)}: {lapse.Reason}"));
}
