using Pricing.Actions;
using Pricing.Grants.Exercise;
using Pricing.Grants.Life;
using Pricing.Grants.Terms;
using static Pricing.Tests.Grants.Life.ThirdSeries;

namespace Pricing.Tests.Grants.Life;

// Release, sections 3 to 6, 10 and 11. Expected amounts and days from its text, worked out by hand.
public sealed class ExerciseTests
{
    [Fact]
    public void Exercise_AfterLosingOffice_IsSettledWithCapital()
    {
        var settled = Judge(Release, Facts, Left("2014-06-27"), Exercised("2014-07-07", 3m)).Value;

        Assert.Equal((86, 57), (settled.RightsOutstanding, settled.HolderRights));
        Assert.Equal("2014-06-28..2014-07-07", settled.Window.ToString());
        var exercise = settled.Exercise!;
        Assert.Equal((600m, 0m, 600m), (exercise.Shares, exercise.DroppedFraction, exercise.AmountPayable));
        Assert.Equal((1_941_000m, "assumed: fully expensed, never modified"), (exercise.BookValue, exercise.BookValueOrigin));
        Assert.Equal((1_941_600m, 970_800m, 970_800m, 0m), (exercise.Limit, exercise.CapitalStock, exercise.CapitalReserve, exercise.OtherCapitalSurplus));
        Assert.All(settled.Rules, rule => Assert.True(rule.IsChecked));
    }

    // 27 June: 28 June to 7 July. In office nobody can exercise, on the day of losing it neither.
    [Theory]
    [InlineData("2014-06-27", "no loss of office before this day is stored")]
    [InlineData("2014-06-28", "")]
    [InlineData("2014-07-07", "")]
    [InlineData("2014-07-08", "the holder can exercise in 2014-06-28..2014-07-07")]
    public void Exercise_TenDaysAfterOffice_BoundIt(string date, string refusal) =>
        AssertRefused(ReasonCode.RefusedBySection11, "section 11, item 2", refusal, Judge(Release, Facts, Left("2014-06-27"), Exercised(date)));

    // 2019-07-06 is a Saturday.
    [Theory]
    [InlineData("2019-07-05", "")]
    [InlineData("2019-07-06", "the holder can exercise in 2019-06-27..2019-07-05")]
    public void Exercise_LastDayOnASaturday_IsTheBusinessDateBeforeWhereStated(string date, string refusal)
    {
        var terms = Release with { Conditions = Release.Conditions with { LastDay = LastDayRule.PreviousBusinessDate } };

        AssertRefused(ReasonCode.RefusedBySection11, "section 11, item 2", refusal, Judge(terms, Facts, Left("2019-06-26"), Exercised(date)));
    }

    [Theory]
    [InlineData("2013-07-11", "the exercise period is 2013-07-12..2043-07-11")]
    [InlineData("2013-07-12", "")]
    [InlineData("2043-07-11", "")]
    [InlineData("2043-07-12", "the exercise period is 2013-07-12..2043-07-11")]
    public void Exercise_Period_BoundsIt(string date, string refusal) => AssertRefused(
        ReasonCode.RefusedBySection5, "section 5", refusal, Judge(Release, LifeFacts.None, Exercised(date, holder: null)));

    // 2043-07-11 is a Saturday: without a rule only that day and the days to the next business date are in doubt.
    [Theory]
    [InlineData("2043-07-10", "")]
    [InlineData("2043-07-11", "TermsNotStated last_day_rule=: the grant does not state it; amend it with what its terms say")]
    [InlineData("2043-07-13", "TermsNotStated last_day_rule=: the grant does not state it; amend it with what its terms say")]
    [InlineData("2043-07-14", "RefusedBySection5 date=2043-07-14: section 5: the exercise period is 2013-07-12..2043-07-11")]
    public void Exercise_EndOfThePeriodWithoutItsRule_IsNotAssumed(string date, string expected)
    {
        var terms = Release with { Conditions = Release.Conditions with { LastDay = null } };

        Assert.Equal(expected, string.Join(";", Judge(terms, LifeFacts.None, Exercised(date, holder: null)).Failures));
    }

    [Fact]
    public void Exercise_OnTheMondayAfterThePeriod_IsSettledWhereTheTermsSayIt()
    {
        var terms = Release with { Conditions = Release.Conditions with { LastDay = LastDayRule.NextBusinessDateBeyondPeriod } };

        Assert.True(Judge(terms, LifeFacts.None, Exercised("2043-07-13", holder: null)).IsSuccess);
        Assert.False(Judge(terms, LifeFacts.None, Exercised("2043-07-14", holder: null)).IsSuccess);
    }

    [Fact]
    public void Exercise_PartOfARight_IsRefusedBySection11() => Assert.Equal(
        "RefusedBySection11 rights=0.5: section 11, item 1: a right is exercised whole",
        Refusal(Release, Facts, Left("2014-06-27"), Exercised("2014-07-01", 0.5m)));

    [Fact]
    public void Exercise_BySomebodyWithoutRights_IsRefusedAsATransfer() => Assert.Equal(
        "RefusedBySection7 holder=X99: sections 7 and 11, item 4: has no rights of this grant; they were not allotted to this holder and pass by inheritance alone",
        Refusal(Release, Facts, Exercised("2014-07-01", holder: "X99")));

    [Fact]
    public void Exercise_MoreRightsThanHeldOrOutstanding_IsRefused()
    {
        Assert.Equal(
            "RightsNotOutstanding rights=61: the holder has 60",
            Refusal(Release, Facts, Left("2014-06-27"), Exercised("2014-07-01", 61m)));
        Assert.Equal(
            "RightsNotOutstanding rights=90: 89 of the 89 rights allotted are outstanding",
            Refusal(Release, LifeFacts.None, Exercised("2014-07-01", 90m, holder: null)));
    }

    [Fact]
    public void Exercise_WithoutHolders_AnswersNotChecked()
    {
        var settled = Judge(Release, LifeFacts.None, Exercised("2014-07-01")).Value;

        Assert.Equal(
            ["5 2014-07-01 is in the exercise period 2013-07-12..2043-07-11", "7 not checked: the holders of this grant are not stored", "11 not checked: the holders of this grant are not stored"],
            settled.Rules.Select(rule => $"{rule.Section} {rule.Text}"));
        Assert.Null(settled.HolderRights);
    }

    [Fact]
    public void Exercise_WithoutAHolderWhereHoldersAreStored_IsRefused() =>
        Assert.StartsWith("InvalidField holder=: is missing", Refusal(Release, Facts, Exercised("2014-07-01", holder: null)), StringComparison.Ordinal);

    [Fact]
    public void Exercise_InOffice_NeedsTheTermAndIsSettledWhereItIsAllowed()
    {
        var unsaid = Release with { Conditions = Release.Conditions with { DaysAfterLosingOffice = null } };
        var inOffice = Release with { Conditions = Release.Conditions with { AlsoInOffice = true } };

        Assert.StartsWith("TermsNotStated days_after_office=", Refusal(unsaid, Facts, Exercised("2014-07-01")), StringComparison.Ordinal);
        Assert.True(Judge(inOffice, Facts, Exercised("2014-07-01")).IsSuccess);
        Assert.False(Judge(inOffice, Facts, Left("2014-06-27"), Exercised("2014-07-08")).IsSuccess);
    }

    // Record date 2020-12-31: in force from 2021-01-01, though prices switch on 2020-12-29.
    [Theory]
    [InlineData("2020-12-28", 200)]
    [InlineData("2020-12-31", 200)]
    [InlineData("2021-01-01", 400)]
    public void Exercise_AroundASplit_DeliversTheNumberInForce(string date, int shares)
    {
        var facts = LifeFacts.None with { Actions = [Split(new(2020, 12, 31))] };

        var exercise = Judge(Release, facts, Exercised(date, holder: null)).Value.Exercise!;

        Assert.Equal((shares, (decimal)shares), (exercise.Shares, exercise.AmountPayable));
    }

    // Before x 1 / ratio, the fraction of a yen up: 4,500 / 1.5 = 3,000 and 4,501 / 1.5 = 3,000.67.
    [Theory]
    [InlineData(4_500, 3_000)]
    [InlineData(4_501, 3_001)]
    public void Exercise_UsualClauseOfX_PaysTheAdjustedPrice(int before, int after)
    {
        var terms = Release with { SharesPerRight = 300m, ExercisePrice = new(before, 1m, ExercisePriceAdjustment.Ratio) };
        var facts = LifeFacts.None with { Actions = [Split(new(2020, 12, 31), 1.5m)] };

        var exercise = Judge(terms, facts, Exercised("2021-01-04", holder: null)).Value.Exercise!;

        Assert.Equal((450m, after, 450m * after), (exercise.Shares, exercise.ExercisePrice, exercise.AmountPayable));
    }

    [Fact]
    public void Exercise_OnlyAnExDateKnown_IsNotKnownYet()
    {
        var facts = LifeFacts.None with { Actions = [Split(new(2020, 12, 31)) with { RecordDate = null }] };

        Assert.StartsWith(
            "NotDetermined date=2021-01-04: not known yet",
            Refusal(Release, facts, Exercised("2021-01-04", holder: null)),
            StringComparison.Ordinal);
        Assert.True(Judge(Release, facts, Exercised("2020-12-28", holder: null)).IsSuccess);
    }

    [Fact]
    public void Exercise_MeetingOfAnUnknownDay_IsNotKnownYet()
    {
        var facts = LifeFacts.None with { Actions = [Split(new(2020, 12, 31)) with { IsConditional = true }] };

        Assert.StartsWith(
            "NotDetermined date=2021-01-01: not known yet",
            Refusal(Release, facts, Exercised("2021-01-01", holder: null)),
            StringComparison.Ordinal);
        Assert.Equal(200m, Judge(Release, facts, Exercised("2020-12-31", holder: null)).Value.Exercise!.Shares);
    }

    // The meeting closes on 2021-01-20: up to that day the old number, from the next the new one, back to 2021-01-01.
    [Theory]
    [InlineData("2021-01-20", 200, 1)]
    [InlineData("2021-01-21", 400, 0)]
    public void Exercise_SplitThatAMeetingApproves_SaysThatItAppliesBack(string date, int shares, int notes)
    {
        var facts = LifeFacts.None with { Actions = [Split(new(2020, 12, 31)) with { IsConditional = true, MeetingDate = new(2021, 1, 20) }] };

        var settled = Judge(Release, facts, Exercised(date, holder: null)).Value;

        Assert.Equal((shares, notes), ((int)settled.Exercise!.Shares, settled.Notes.Count));
    }

    [Fact]
    public void Exercise_ActionWithoutADecision_IsRefused()
    {
        var merger = new CorporateAction { Kind = CorporateActionKind.Merger, ExDate = new(2020, 12, 29) };
        var facts = LifeFacts.None with { Actions = [merger] };

        Assert.StartsWith("AdjustmentNotDecided", Refusal(Release, facts, Exercised("2021-01-04", holder: null)), StringComparison.Ordinal);
    }

    [Fact]
    public void Exercise_TreasuryShares_AddsUpToWhatWasPaid()
    {
        var settled = Judge(
            Release,
            Facts,
            Left("2014-06-27"),
            Exercised("2014-07-01") with { BookValue = 600_000m, NewShares = 50m, TreasuryShares = 150m, TreasuryBookValue = 400_000m }).Value;

        // 600,200 x 50 / 200 = 150,050; surplus 600,200 - 150,050 - 400,000.
        var exercise = settled.Exercise!;
        Assert.Equal((150_050m, 75_025m, 75_025m, 50_150m), (exercise.Limit, exercise.CapitalStock, exercise.CapitalReserve, exercise.OtherCapitalSurplus));
        Assert.Equal("stated", exercise.BookValueOrigin);
    }

    [Theory]
    [InlineData(100, 99, 1, "InvalidField new_shares=100: new and treasury shares must be whole and come to the 200 shares delivered")]
    [InlineData(null, 201, 1, "InvalidField treasury_shares=201: new and treasury shares must be whole and come to the 200 shares delivered")]
    [InlineData(null, 100, null, "InvalidField treasury_book_value=: is missing beside treasury shares")]
    [InlineData(200, null, 1, "InvalidField treasury_book_value=1: belongs to treasury shares, and none are delivered")]
    public void Exercise_SharesThatDoNotComeToThoseDelivered_IsRefused(int? newShares, int? treasury, int? bookValue, string expected) => Assert.Equal(
        expected,
        Refusal(Release, LifeFacts.None, Exercised("2014-07-01", holder: null) with { NewShares = newShares, TreasuryShares = treasury, TreasuryBookValue = bookValue }));

    [Fact]
    public void Exercise_BookValueNotKnown_LeavesCapitalOpen()
    {
        var exercise = Judge(Release, LifeFacts.None, Exercised("2014-07-01", holder: null)).Value.Exercise!;

        Assert.Equal("not known yet: the grant-date value is not stored", exercise.BookValueOrigin);
        Assert.Null(exercise.CapitalStock);
    }

    [Fact]
    public void Exercise_AfterAChangeOfTerms_NeedsItsBookValue()
    {
        var facts = LifeFacts.None with { GrantDateValue = 647_000m, FirstModified = new(2014, 7, 1) };

        Assert.StartsWith("InvalidField book_value=: is missing", Refusal(Release, facts, Exercised("2014-07-01", holder: null)), StringComparison.Ordinal);
        Assert.True(Judge(Release, facts, Exercised("2014-06-30", holder: null)).IsSuccess);
    }

    private static void AssertRefused(ReasonCode code, string section, string refusal, Outcome<EventSettlement> outcome)
    {
        if (refusal.Length == 0)
        {
            Assert.True(outcome.IsSuccess, string.Join(";", outcome.Failures));
            return;
        }

        var failure = Assert.Single(outcome.Failures);
        Assert.Equal(code, failure.Code);
        Assert.StartsWith(section, failure.Reason, StringComparison.Ordinal);
        Assert.EndsWith(refusal, failure.Reason, StringComparison.Ordinal);
    }
}
