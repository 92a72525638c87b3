using Pricing.Grants.Exercise;
using Pricing.Grants.Life;
using Pricing.Grants.Terms;
using static Pricing.Tests.Grants.Life.ThirdSeries;

namespace Pricing.Tests.Grants.Life;

/// <summary>What people read: the rules that were asked with what they answered, the notes, and why something is refused.</summary>
public sealed class AnswerTests
{
    private static readonly LifeTerms InOffice = Release with { Conditions = Release.Conditions with { AlsoInOffice = true } };
    private static readonly LifeEvent Died = Event("died", "2014-07-07", LifeEventKind.Died);
    private static readonly LifeEvent Inherited = Event("inherited", "2014-08-30", LifeEventKind.Inherited);
    private static readonly LifeEvent HeirDied = Event("died-2", "2014-12-01", LifeEventKind.Died, holder: "H01");
    private static readonly LifeEvent Acquired = Event("acquired", "2020-04-01", LifeEventKind.Acquired, 89m, holder: null);
    private static readonly LifeEvent Reorganised =
        Event("reorganised", "2020-04-01", LifeEventKind.Reorganised, 89m, holder: null) with { Resolution = ReorganisationKind.ShareExchange };

    [Fact]
    public void Exercise_ByWhomever_SaysEachRule()
    {
        const string period = "5: 2014-07-07 is in the exercise period 2013-07-12..2043-07-11; ";
        AssertSaid(period + "7: not checked: no holder is named; 11: not checked: no holder is named", Release, LifeFacts.None, Exercised("2014-07-07", holder: null));
        AssertSaid(
            period + "7: the holder has 60 rights by allotment; 11: item 2: office was lost on 2014-06-27; the holder can exercise in 2014-06-28..2014-07-07",
            Release,
            Facts,
            Left("2014-06-27"),
            Exercised("2014-07-07"));
        AssertSaid(
            period + "7: the holder has 60 rights by allotment; 11: item 2: the holder is in office, and the terms let holders in office exercise",
            InOffice,
            Facts,
            Exercised("2014-07-07"));
        AssertSaid(
            "5: 2014-08-30 is in the exercise period 2013-07-12..2043-07-11; 7: the holder has 60 rights by inheritance; 11: item 3: the heir, who inherited on 2014-08-30, can exercise in 2014-08-30..2015-02-28",
            Release,
            Facts,
            Died,
            Inherited,
            Exercised("2014-08-30", holder: "H01"));
        AssertSaid(
            period + "7: not checked: the holders of this grant are not stored; 11: item 2: office was lost on 2014-06-27; the holder can exercise in 2014-06-28..2014-07-07",
            Release,
            LifeFacts.None,
            Left("2014-06-27"),
            Exercised("2014-07-07"));
    }

    [Fact]
    public void Exercise_AgainstSection11_SaysWhichItemAndWhy()
    {
        AssertSaid(
            "RefusedBySection11 date=2014-07-07: section 11, item 2: the holder can exercise only within 10 days from the day after losing office, and no loss of office before this day is stored",
            Release,
            Facts,
            Exercised("2014-07-07"));
        AssertSaid(
            "RefusedBySection11 date=2015-03-01: section 11, item 3: the holder can exercise in 2014-08-30..2015-02-28",
            Release,
            Facts,
            Died,
            Inherited,
            Exercised("2015-03-01", holder: "H01"));
        AssertSaid(
            "RefusedBySection11 date=2014-12-02: section 11, item 3: the heir died on 2014-12-01, and the rights of an heir pass to nobody",
            Release,
            Facts,
            Died,
            Inherited,
            HeirDied,
            Exercised("2014-12-02", holder: "H01"));
        AssertSaid(
            "RefusedBySection11 date=2014-07-08: section 11, item 3: the holder died on 2014-07-07; only the one heir can exercise",
            Release,
            Facts,
            Died,
            Exercised("2014-07-08"));

        // On the day of the death itself the holder may have exercised.
        AssertSaid(
            "5: 2014-07-07 is in the exercise period 2013-07-12..2043-07-11; 7: the holder has 60 rights by allotment; 11: item 2: office was lost on 2014-06-27; the holder can exercise in 2014-06-28..2014-07-07",
            Release,
            Facts,
            Left("2014-06-27"),
            Died,
            Exercised("2014-07-07"));
        AssertSaid(
            "RefusedBySection11 date=2043-07-12: section 11, item 2: the holder has no day to exercise on; RefusedBySection5 date=2043-07-12: section 5: the exercise period is 2013-07-12..2043-07-11",
            Release,
            Facts,
            Left("2043-07-11"),
            Exercised("2043-07-12"));
    }

    [Fact]
    public void Exercise_WrongNumbersAndDates_AreAllSaid()
    {
        AssertSaid(
            "RightsNotOutstanding date=2013-07-10: before the allotment on 2013-07-11",
            Release,
            LifeFacts.None,
            Exercised("2013-07-10", holder: null));
        AssertSaid("InvalidField rights=0: must be at least 1", Release, LifeFacts.None, Exercised("2014-07-07", 0m, holder: null));
        AssertSaid(
            "RightsNotOutstanding rights=61: the holder has 60",
            InOffice,
            Facts,
            Event("f", "2014-06-01", LifeEventKind.Forfeited, 28m, "E01"),
            Exercised("2014-07-07", 61m));
        AssertSaid(
            "InvalidField holder=: is missing: the holders of this grant are stored, so rights are one holder's, or all that are outstanding",
            Release,
            Facts,
            Exercised("2014-07-07", holder: null));
        AssertSaid(
            "NotDetermined date=2021-01-04: not known yet: of a split only the ex-date is known, or the day of the meeting is not on which it hangs, so which number and exercise price are in force is open; store the corporate action with its record date and the day of its meeting",
            Release,
            new() { Actions = [Split(new(2020, 12, 31)) with { RecordDate = null }] },
            Exercised("2021-01-04", holder: null));
        AssertSaid(
            "RefusedBySection5 date=2014-07-07: section 5: the exercise period has no day by its rule of the last day",
            Release with { Conditions = Release.Conditions with { Period = new(new(2014, 7, 5), new(2014, 7, 6)), LastDay = LastDayRule.PreviousBusinessDate } },
            LifeFacts.None,
            Exercised("2014-07-07", holder: null));
        AssertSaid(
            "InvalidField book_value=: is missing: the terms were changed on 2014-07-01, so the grant-date value is not the book value",
            Release,
            new() { GrantDateValue = 647_000m, FirstModified = new(2014, 7, 1) },
            Exercised("2014-07-01", holder: null));
    }

    [Fact]
    public void Exercise_BeforeAMeetingThatApprovesASplit_NotesIt() => AssertSaid(
        "5: 2021-01-20 is in the exercise period 2013-07-12..2043-07-11; 7: not checked: no holder is named; 11: not checked: no holder is named; "
        + "note: a split that a general meeting approved afterwards applies back to before this day: 400 shares a right instead of 200 (section 3)",
        Release,
        new() { Actions = [Split(new(2020, 12, 31)) with { IsConditional = true, MeetingDate = new(2021, 1, 20) }] },
        Exercised("2021-01-20", holder: null));

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
    public void End_OfRights_SaysByWhichRuleOrWhyNot()
    {
        AssertSaid("8: acquired without consideration on a resolution on share_transfer", Release, Facts, Acquired with { Resolution = ReorganisationKind.ShareTransfer });
        AssertSaid("8: not checked: on which resolution is not stated", Release, Facts, Acquired);
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
    public void Decision_IsSaidWithWhatIsOpenBesideIt()
    {
        var decision = Event("adjusted", "2020-12-30", LifeEventKind.Adjusted, holder: null) with { DecidedShares = 150m, DecidedExercisePrice = 2m };

        AssertSaid("3: decided by the company, for all rights that are outstanding", Release, Facts, decision);
        AssertSaid(
            "3: decided by the company, for all rights that are outstanding; note: what is in force is open: the terms do not say what becomes of the exercise price 500 at the split with the ex-date 2020-11-27, 2 new shares for an old one; state none where it stays, ratio where it is divided by the ratio, decided where the company decides",
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

    private static void AssertSaid(string expected, LifeTerms terms, LifeFacts facts, params LifeEvent[] events)
    {
        var judged = Judge(terms, facts, events);
        Assert.Equal(
            expected,
            judged.TryGet(out var settled)
                ? string.Join("; ", settled.Rules.Select(rule => $"{rule.Section}: {rule.Text}").Concat(settled.Notes.Select(note => $"note: {note}")))
                : string.Join("; ", judged.Failures.OrderByDescending(failure => failure.Code)));
    }

    private static string Proposed(IEnumerable<LapseProposal> lapses) =>
        string.Join("; ", lapses.Select(lapse => $"{lapse.Section} {lapse.Holder} {Text(lapse.LastDay)}: {lapse.Reason}"));

    private static string Text(DateOnly date) => DateText.Of(date);
}
