using Pricing.Grants.Life;
using Pricing.Grants.Terms;
using static Pricing.Tests.Grants.Life.ThirdSeries;

namespace Pricing.Tests.Grants.Life;

/// <summary>What people read of office, death and inheritance, and of events beside each other.</summary>
public sealed class OfficeAnswerTests
{
    private static readonly LifeEvent Died = Event("died", "2014-07-07", LifeEventKind.Died);
    private static readonly LifeEvent Inherited = Event("inherited", "2014-08-30", LifeEventKind.Inherited);
    private static readonly LifeEvent HeirDied = Event("died-2", "2014-12-01", LifeEventKind.Died, holder: "H01");
    private static readonly LifeEvent Acquired = Event("acquired", "2020-04-01", LifeEventKind.Acquired, 89m, holder: null) with { Resolution = ReorganisationKind.Merger };

    [Fact]
    public void Death_BehindTheExercisePeriod_PassesNothing()
    {
        var died = Died with { Date = new(2043, 7, 12) };
        AssertSaid("11: item 3: the rights pass to one heir", Release, Facts, Died with { Date = new(2043, 7, 11) });
        AssertSaid("5: the last day of exercise was 2043-07-11; nothing passes to an heir", Release, Facts, died);
        AssertSaid(
            "RefusedBySection5 date=2043-07-13: section 5: the last day of exercise 2043-07-11 was before the death on 2043-07-12; nothing passes to an heir",
            Release,
            Facts,
            died,
            Inherited with { Date = new(2043, 7, 13) });
        AssertSaid("11: item 2: the last day was 2014-07-07; nothing passes to an heir", Release, Facts, Left("2014-06-27"), died);
    }

    [Fact]
    public void Office_LostOrKept_IsSaid()
    {
        AssertSaid("11: item 2: the holder keeps executive officer and with it the right", Release, Facts, Left("2014-06-27", "executive officer"));
        AssertSaid("11: item 2: the holder keeps advisor, executive officer and with it the right", Release, Facts, Left("2014-06-27", "advisor", "executive officer"));
        AssertSaid("11: item 2: no day is left on which the holder could exercise", Release, Facts, Left("2043-07-11"));
        AssertSaid(
            "11: item 2: the holder can exercise in 2014-06-28..2014-07-07; note: the holders of this grant are not stored: whether this one has rights is not checked",
            Release,
            LifeFacts.None,
            Left("2014-06-27"));
        AssertSaid("InvalidField office_lost=: is missing beside left_office", Release, Facts, Left("2014-06-27") with { OfficeLost = null });
        AssertSaid(
            "RefusedBySection11 date=2014-09-01: section 11, item 2: an heir is not bound by an office",
            Release,
            Facts,
            Died,
            Inherited,
            Left("2014-09-01") with { Holder = "H01" });
        AssertSaid(
            "RefusedBySection11 date=2014-07-07: section 11, item 2: the holder died on 2014-07-07; rights pass to the heir",
            Release,
            Facts,
            Died,
            Left("2014-07-07"));
        AssertSaid("InvalidField date=2013-07-10: before the allotment on 2013-07-11", Release, Facts, Left("2013-07-10"));
        AssertSaid("11: item 2: the holder can exercise in 2013-07-12..2013-07-21", Release, Facts, Left("2013-07-11"));
        AssertSaid("InvalidField holder=: is missing beside left_office", Release, Facts, Left("2014-06-27") with { Holder = null });
        AssertSaid(
            "RefusedBySection11 date=2014-06-30: section 11, item 2: the holder lost the right's office on 2014-06-27 already",
            Release,
            Facts,
            Left("2014-06-27"),
            Left("2014-06-30") with { Id = "again" });
        AssertSaid(
            "TermsNotStated office_rule=: the grant does not state it; amend it with what its terms say",
            Release with { OfficeRule = null },
            Facts,
            Left("2014-06-27", "executive officer"));
    }

    [Fact]
    public void Death_OfWhomever_SaysWhatPasses()
    {
        AssertSaid("11: item 3: the rights pass to one heir", Release, Facts, Died);
        AssertSaid("11: item 2: the last day was 2014-07-07; nothing passes to an heir", Release, Facts, Left("2014-06-27"), Died with { Date = new(2014, 7, 8) });
        AssertSaid("11: item 3: the rights of an heir pass to nobody", Release, Facts, Died, Inherited, HeirDied);
        AssertSaid(
            "11: item 3: the rights pass to one heir; note: the holders of this grant are not stored: whether this one has rights is not checked",
            Release,
            LifeFacts.None,
            Died);
        AssertSaid(
            "RefusedBySection11 date=2014-07-09: section 11, item 3: the holder died on 2014-07-07 already",
            Release,
            Facts,
            Died,
            Died with { Id = "again", Date = new(2014, 7, 9) });
    }

    [Fact]
    public void Inheritance_OfWhatever_SaysHowLongOrWhyNot()
    {
        AssertSaid("11: item 3: the heir can exercise in 2014-08-30..2015-02-28", Release, Facts, Died, Inherited);
        AssertSaid(
            "11: item 3: the heir can exercise in 2014-08-30..2015-02-28; note: the holders of this grant are not stored: whether this one has rights is not checked",
            Release,
            LifeFacts.None,
            Died,
            Inherited);
        AssertSaid("11: item 3: no day is left on which the heir could exercise", Release, Facts, Died, Inherited with { Date = new(2043, 7, 12) });
        AssertSaid("InvalidField heir=: is missing beside inherited", Release, Facts, Died, Inherited with { Heir = null });
        AssertSaid("UnknownEvent holder=D01: no event died of this holder up to this day is stored", Release, Facts, Inherited);
        AssertSaid(
            "RefusedBySection11 date=2014-08-30: section 11, item 3: the last day 2014-07-07 was before the death on 2014-07-08; nothing passes to an heir",
            Release,
            Facts,
            Left("2014-06-27"),
            Died with { Date = new(2014, 7, 8) },
            Inherited);
        AssertSaid("InvalidField heir=E01: has rights of this grant already; give the heir an id of its own", Release, Facts, Died, Inherited with { Heir = "E01" });
        AssertSaid(
            "RefusedBySection11 date=2014-08-30: section 11, item 3: one heir inherits all rights of the holder, who has 60",
            Release,
            Facts,
            Died,
            Inherited with { Rights = 30m });
    }

    [Fact]
    public void Entries_TakenBackOrRefused_DoNotStand()
    {
        var lapsed = Event("lapsed", "2014-07-08", LifeEventKind.Lapsed, 60m);
        var life = RightsLife.Of(
            Release,
            Facts,
            [Left("2014-06-27"), lapsed, lapsed with { Id = "back", Date = new(2014, 8, 1), Reverses = "lapsed" }, Exercised("2014-07-20")]);

        Assert.Equal(
            [("left", true), ("lapsed", false), ("exercise", false), ("back", true)],
            life.Entries.Select(entry => (entry.Event.Id, entry.Stands)));
        Assert.Equal((89, 60), (life.Outstanding, life.Entries.Single(entry => entry.Event.Id == "lapsed").Settlement.Value.HolderRights));
    }

    [Fact]
    public void Take_OfAHolder_LeavesTheOthersTheirs()
    {
        var life = RightsLife.Of(Release, Facts, [Event("f", "2014-06-01", LifeEventKind.Forfeited, 60m), Event("g", "2014-06-02", LifeEventKind.Forfeited, 29m, "E01")]);
        var one = RightsLife.Of(Release, Facts, [Event("f", "2014-06-01", LifeEventKind.Forfeited, 60m)]);

        Assert.Equal([("D01", 0), ("E01", 0)], life.Holders.Select(holder => (holder.Holder, holder.Rights ?? -1)));
        Assert.Equal([("D01", 0), ("E01", 29)], one.Holders.Select(holder => (holder.Holder, holder.Rights ?? -1)));
    }

    // What comes later on the same day joins behind what is stored, whatever its id.
    [Fact]
    public void Judge_NewEventOfTheSameDay_ComesBehindWhatIsStored()
    {
        var stored = Event("z", "2014-07-01", LifeEventKind.Forfeited, 60m);

        Assert.Equal(
            "RightsNotOutstanding rights=1: the holder has 0",
            LifeJudgement.Of(Release, Facts, [stored], stored with { Id = "a", Rights = 1m }).Failures.Single().ToString());
    }

    // What does not stand by today's terms has not fallen by the new event, nor has what did not stand beside it.
    [Fact]
    public void Judge_BesideEventsThatDoNotStand_NotesOnlyWhatFalls()
    {
        LifeEvent[] stored = [Acquired with { Rights = 80m }, Event("f", "2020-05-01", LifeEventKind.Forfeited, 20m, holder: null)];

        var settled = LifeJudgement.Of(Release with { Acquisition = null }, LifeFacts.None, stored, Event("d", "2019-01-01", LifeEventKind.Died)).Value;

        Assert.Equal("the holders of this grant are not stored: whether this one has rights is not checked", Assert.Single(settled.Notes));
    }

    // A death on the last of the ten days still passes the rights; what is known of them stays known, what is not stays unknown.
    [Fact]
    public void Holders_AfterADeath_KeepWhatIsKnown()
    {
        LifeEvent[] events = [Left("2014-06-27"), Died, Inherited];

        Assert.Empty(RightsLife.Of(Release, Facts, events[..2]).Lapses(new(2014, 8, 1)));
        Assert.Equal(
            [("D01", "H01", (int?)0), ("E01", null, 29), ("H01", null, 60)],
            RightsLife.Of(Release, Facts, events).Holders.Select(holder => (holder.Holder, holder.PassedTo, holder.Rights)));
        Assert.Equal(
            [("D01", "H01", (int?)null), ("H01", null, null)],
            RightsLife.Of(Release, LifeFacts.None, events).Holders.Select(holder => (holder.Holder, holder.PassedTo, holder.Rights)));
    }
}
