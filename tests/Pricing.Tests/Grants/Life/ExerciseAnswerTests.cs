using Pricing.Grants.Exercise;
using Pricing.Grants.Life;
using static Pricing.Tests.Grants.Life.ThirdSeries;

namespace Pricing.Tests.Grants.Life;

/// <summary>What people read of an exercise: the rules that were asked with what they answered, the notes, and why it is refused.</summary>
public sealed class ExerciseAnswerTests
{
    private static readonly LifeTerms InOffice = Release with { Conditions = Release.Conditions with { AlsoInOffice = true } };
    private static readonly LifeEvent Died = Event("died", "2014-07-07", LifeEventKind.Died);
    private static readonly LifeEvent Inherited = Event("inherited", "2014-08-30", LifeEventKind.Inherited);
    private static readonly LifeEvent HeirDied = Event("died-2", "2014-12-01", LifeEventKind.Died, holder: "H01");

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

    // All rights are the holders', so one exercise of all is one of each of them.
    [Fact]
    public void Exercise_OfAllRightsWithoutAHolder_IsHeldToTheRulesOfEach()
    {
        const string period = "5: 2014-07-07 is in the exercise period 2013-07-12..2043-07-11; ";
        const string inOffice = "the holder can exercise only within 10 days from the day after losing office, and no loss of office before this day is stored";
        var all = Exercised("2014-07-07", 89m, holder: null);
        var left = Left("2014-06-27");
        AssertSaid(
            $"RefusedBySection11 holder=D01: section 11, item 2: {inOffice}; RefusedBySection11 holder=E01: section 11, item 2: {inOffice}", Release, Facts, all);
        AssertSaid($"RefusedBySection11 holder=E01: section 11, item 2: {inOffice}", Release, Facts, left, all);
        AssertSaid(
            period + "7: all 89 rights that are left are those of the holders; 11: item 2: office was lost on 2014-06-27; the holder can exercise in 2014-06-28..2014-07-07",
            Release,
            Facts,
            left,
            left with { Id = "left-2", Holder = "E01" },
            all);
        AssertSaid(
            "RefusedBySection11 holder=D01: section 11, item 2: the holder can exercise in 2013-07-12..2014-07-07",
            InOffice,
            Facts,
            left,
            all with { Date = new(2014, 7, 8) });
        AssertSaid("RefusedBySection11 holder=D01: section 11, item 3: the holder died on 2014-07-07; only the one heir can exercise", InOffice, Facts, Died, all with { Date = new(2014, 7, 8) });
        AssertSaid(
            period + "7: not checked: of 29 of the rights it is not stored who has them; 11: not checked: of 29 of the rights it is not stored who has them; "
            + "11: item 2: the holder is in office, and the terms let holders in office exercise",
            InOffice,
            Facts with { Holdings = [new("D01", "Directors", 60)] },
            all);
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

    [Theory]
    [InlineData(150, null, 1_000, 50)]
    [InlineData(null, 200, 1_000, 200)]
    [InlineData(0, 200, 1_000, 200)]
    [InlineData(200, null, 0, 0)]
    [InlineData(null, null, 0, 0)]
    public void Exercise_SharesOfOneKindStated_LeavesTheRestToTheOther(int? newShares, int? treasury, int bookValue, int expected)
    {
        var exercise = Exercised("2014-07-01", holder: null) with { BookValue = 647_000m, NewShares = newShares, TreasuryShares = treasury, TreasuryBookValue = bookValue };

        var amounts = Judge(Release, LifeFacts.None, exercise).Value.Exercise!;

        Assert.Equal((200m - expected, expected, bookValue), (amounts.NewShares, (int)amounts.TreasuryShares, (int)amounts.TreasuryBookValue));
        Assert.Equal(647_200m, amounts.CapitalStock + amounts.CapitalReserve + amounts.OtherCapitalSurplus + bookValue);
    }

    [Theory]
    [InlineData(100.5, 99.5, "InvalidField new_shares=100.5")]
    [InlineData(null, 99.5, "InvalidField treasury_shares=99.5")]
    [InlineData(201.0, null, "InvalidField new_shares=201")]
    public void Exercise_PartsOfShares_AreRefused(double? newShares, double? treasury, string expected) => Assert.Equal(
        $"{expected}: new and treasury shares must be whole and come to the 200 shares delivered",
        Refusal(
            Release,
            LifeFacts.None,
            Exercised("2014-07-01", holder: null) with { NewShares = (decimal?)newShares, TreasuryShares = (decimal?)treasury, TreasuryBookValue = 1m }));

    // 2043-07-11 is a Saturday. Without its rule the first day of the period is in no doubt.
    [Fact]
    public void Period_ByTheRuleOfItsLastDay_HasItsDays()
    {
        var previous = Release with { Conditions = Release.Conditions with { LastDay = LastDayRule.PreviousBusinessDate } };
        var unsaid = Release with { Conditions = Release.Conditions with { LastDay = null } };
        var noDay = Release with { Conditions = Release.Conditions with { Period = new(new(2014, 7, 5), new(2014, 7, 6)), LastDay = LastDayRule.PreviousBusinessDate } };

        Assert.Equal("5  2043-07-10: the exercise period has ended", Proposed(RightsLife.Of(previous, LifeFacts.None, []).Lapses(new(2043, 7, 11))));
        Assert.Empty(RightsLife.Of(previous, LifeFacts.None, []).Lapses(new(2043, 7, 10)));
        Assert.Equal("5  2043-07-13: the exercise period has ended", Proposed(RightsLife.Of(unsaid, LifeFacts.None, []).Lapses(new(2043, 7, 14))));
        Assert.Equal("5  2014-07-06: the exercise period has ended", Proposed(RightsLife.Of(noDay, LifeFacts.None, []).Lapses(new(2014, 7, 7))));
        Assert.True(Judge(unsaid, LifeFacts.None, Exercised("2013-07-12", holder: null)).IsSuccess);
        AssertSaid(
            "RefusedBySection5 date=2013-07-11: section 5: the exercise period is 2013-07-12..2043-07-11", unsaid, LifeFacts.None, Exercised("2013-07-11", holder: null));
    }

    private static string Proposed(IEnumerable<LapseProposal> lapses) =>
        string.Join("; ", lapses.Select(lapse => $"{lapse.Section} {lapse.Holder} {DateText.Of(lapse.LastDay)}: {lapse.Reason}"));
}
