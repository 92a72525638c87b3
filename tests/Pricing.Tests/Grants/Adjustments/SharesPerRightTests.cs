using Pricing.Actions;
using Pricing.Dividends;
using Pricing.Grants.Adjustments;
using Pricing.Grants.Terms;
using static Pricing.Tests.Dates;

namespace Pricing.Tests.Grants.Adjustments;

// Release, section 3. The events are made up after IIJ's calendar of 2012: ex-date Wednesday, record date Sunday.
public sealed class SharesPerRightTests
{
    private static readonly DateOnly Allotment = new(2011, 7, 14);

    private static readonly ShareSplit Split = new()
    {
        ExDate = new(2012, 9, 26),
        NewPerOld = 200m,
        RecordDate = new(2012, 9, 30),
        EffectiveDate = new(2012, 10, 1),
    };

    private static readonly ShareSplit Consolidation = new()
    {
        ExDate = new(2015, 9, 28),
        NewPerOld = new Ratio(1m, 3m),
        RecordDate = new(2015, 9, 30),
        EffectiveDate = new(2015, 10, 2),
    };

    private static readonly CorporateAction Merger = new() { Kind = CorporateActionKind.Merger, ExDate = new(2014, 3, 26) };

    [Theory]
    [InlineData("2012-09-25", 1, 1)]
    [InlineData("2012-09-26", 1, 200)]
    [InlineData("2012-09-30", 1, 200)]
    [InlineData("2012-10-01", 200, 200)]
    public void On_Split_AppliesFromTheDayAfterTheRecordDate(string date, int inForce, int forValuation)
    {
        var shares = On(1m, [NumberAdjustment.For(Split)], date);

        Assert.Equal(inForce, shares.InForce);
        Assert.Equal(forValuation, shares.ForValuation);
        Assert.Equal(Date(date), shares.Date);
    }

    [Theory]
    [InlineData("2015-09-27", 200, 200)]
    [InlineData("2015-09-28", 200, 66)]
    [InlineData("2015-10-01", 200, 66)]
    [InlineData("2015-10-02", 66, 66)]
    public void On_Consolidation_AppliesFromItsEffectiveDate(string date, int inForce, int forValuation)
    {
        var shares = On(200m, [NumberAdjustment.For(Consolidation)], date);

        Assert.Equal(inForce, shares.InForce);
        Assert.Equal(forValuation, shares.ForValuation);
    }

    [Fact]
    public void On_SeveralEvents_DropTheFractionAtEach()
    {
        // 100 / 3 = 33 1/3 -> 33; x 1.5 = 49.5 -> 49. Multiplied at once it would be 50.
        var later = new ShareSplit { ExDate = new(2017, 3, 29), NewPerOld = 1.5m, RecordDate = new(2017, 3, 31) };

        var shares = On(100m, [NumberAdjustment.For(later), NumberAdjustment.For(Consolidation)], "2017-04-01");

        Assert.Equal(49m, shares.InForce);
        Assert.Equal([100m, 33m], shares.Steps.Select(step => step.Before));
        Assert.Equal([33m, 49m], shares.Steps.Select(step => step.After));
        Assert.Equal([new Ratio(1m, 3m), 0.5m], shares.Steps.Select(step => step.Dropped));
    }

    [Fact]
    public void On_ThreeIntoOne_LosesNoShareToRounding() =>
        Assert.Equal(100m, On(300m, [NumberAdjustment.For(Consolidation)], "2015-10-02").InForce);

    [Theory]
    [InlineData("2012-09-30", 1, 200)]
    [InlineData("2012-10-01", 200, 200)]
    public void On_AllottedBetweenExDateAndNewNumber_IsValuedOnTheComingNumber(
        string date, int inForce, int forValuation)
    {
        var shares = SharesPerRight.On(1m, new(2012, 9, 28), [NumberAdjustment.For(Split)], Date(date)).Value;

        Assert.Equal(inForce, shares.InForce);
        Assert.Equal(forValuation, shares.ForValuation);
    }

    // The number of the second date applies on the allotment date itself.
    [Theory]
    [InlineData("2013-07-11")]
    [InlineData("2012-10-01")]
    public void On_EventUpToTheAllotment_DoesNotCount(string allotment)
    {
        var shares = SharesPerRight
            .On(200m, Date(allotment), [NumberAdjustment.For(Split)], new(2013, 7, 11))
            .Value;

        Assert.Equal(200m, shares.InForce);
        Assert.Equal(200m, shares.ForValuation);
        Assert.Empty(shares.Steps);
    }

    // The split hangs on a meeting that closes on 2012-12-20, its record date being the day before.
    [Theory]
    [InlineData("2012-12-20", null, 1)]
    [InlineData("2012-12-20", "2012-12-20", 1)]
    [InlineData("2012-12-20", "2012-12-21", 200)]
    [InlineData("2012-12-19", "2012-12-21", 1)]
    [InlineData("2012-12-21", null, 200)]
    public void On_SplitThatHangsOnAMeeting_AppliesRetroactivelyOnceItHasClosed(
        string date, string? knownOn, int inForce)
    {
        var split = Split with { RecordDate = new(2012, 12, 19), EffectiveDate = null, ExDate = new(2012, 12, 17) };
        var adjustment = NumberAdjustment.For(split, approvedOn: new(2012, 12, 20));

        var shares = SharesPerRight.On(1m, Allotment, [adjustment], Date(date), DateOrNull(knownOn)).Value;

        Assert.Equal(inForce, shares.InForce);
        Assert.Equal(200m, shares.ForValuation);
    }

    // A price feed knows the ex-date alone.
    [Theory]
    [InlineData("2012-09-25", 1, 1)]
    [InlineData("2012-09-26", null, 200)]
    [InlineData("2012-10-01", null, 200)]
    public void On_OnlyTheExDateKnown_TheNumberInForceIsNotKnownYet(string date, int? inForce, int forValuation)
    {
        var shares = On(1m, [NumberAdjustment.For(Split with { RecordDate = null, EffectiveDate = null })], date);

        Assert.Equal(inForce, shares.InForce);
        Assert.Equal(forValuation, shares.ForValuation);
    }

    [Theory]
    [InlineData("2012-09-26", 1)]
    [InlineData("2012-09-30", 1)]
    [InlineData("2012-10-01", null)]
    [InlineData("2013-01-01", null)]
    public void On_MeetingOfAnUnknownDay_IsNotKnownYetFromTheDayAfterTheRecordDate(string date, int? inForce)
    {
        var action = CorporateAction.Of(Split) with { IsConditional = true };
        var adjustments = NumberAdjustment.Of([action], [], Allotment, ExercisePriceAdjustment.None);

        var shares = On(1m, adjustments, date);

        Assert.Equal((inForce, 200m), ((int?)shares.InForce, shares.ForValuation));
    }

    [Theory]
    [InlineData("2014-03-25", 1, 1)]
    [InlineData("2014-03-26", 1, 250)]
    [InlineData("2014-03-31", 1, 250)]
    [InlineData("2014-04-01", 250, 250)]
    public void On_MergerThatADecisionFollows_CountsFromTheExDateAndIsInForceFromTheDecision(
        string date, int inForce, int forValuation)
    {
        var adjustments = NumberAdjustment.Of([Merger], [new(new(2014, 4, 1), 250m, 2m, "minutes")], Allotment, ExercisePriceAdjustment.None);

        var shares = On(1m, adjustments, date);

        Assert.Equal((inForce, forValuation), (shares.InForce, shares.ForValuation));
    }

    [Fact]
    public void On_MergerWithoutADecision_FailsFromTheExDate()
    {
        var adjustments = NumberAdjustment.Of([Merger], [], Allotment, ExercisePriceAdjustment.None);

        Assert.Equal(1m, On(1m, adjustments, "2014-03-25").ForValuation);
        var failure = Assert.Single(SharesPerRight.On(1m, Allotment, adjustments, new(2014, 3, 26)).Failures);
        Assert.Equal(ReasonCode.AdjustmentNotDecided, failure.Code);
        Assert.StartsWith("the merger with the ex-date 2014-03-26", failure.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void On_LaterDecision_OverrulesWhatWasOpenBeforeIt()
    {
        CorporateAction[] actions = [Merger, Merger with { Kind = CorporateActionKind.ShareExchange, ExDate = new(2015, 3, 27) }];
        var adjustments = NumberAdjustment.Of(actions, [new(new(2015, 4, 1), 300m, 2m, "minutes")], Allotment, ExercisePriceAdjustment.None);

        Assert.Equal(
            ReasonCode.AdjustmentNotDecided,
            SharesPerRight.On(1m, Allotment, adjustments, new(2015, 3, 26)).Failures.Single().Code);
        Assert.Equal(300m, On(1m, adjustments, "2015-03-27").ForValuation);
    }

    [Fact]
    public void On_MergerBeforeTheAllotment_NeedsNoDecision()
    {
        var adjustments = NumberAdjustment.Of([Merger with { ExDate = new(2011, 7, 14) }], [], Allotment, ExercisePriceAdjustment.None);

        Assert.Equal(1m, On(1m, adjustments, "2014-03-26").ForValuation);
    }

    [Fact]
    public void On_MoreThanADecimalHolds_IsAFailure() => Assert.Equal(
        "InvalidField shares_per_right=79228162514264337593543950335: the split with the ex-date 2012-09-26 makes more of it than a decimal holds",
        SharesPerRight.On(decimal.MaxValue, Allotment, [NumberAdjustment.For(Split)], new(2013, 1, 1)).Failures.Single().ToString());

    [Fact]
    public void On_Decision_SetsTheNumber()
    {
        NumberAdjustment[] events = [NumberAdjustment.Decided(new(2014, 4, 1), 250m), NumberAdjustment.For(Split)];

        Assert.Equal(200m, On(1m, events, "2014-03-31").InForce);
        Assert.Equal(250m, On(1m, events, "2014-04-01").InForce);
        Assert.Equal(250m, On(1m, events, "2014-04-01").ForValuation);
    }

    [Theory]
    [InlineData("200", "2012-09-30", "2012-10-02", AdjustmentCause.Split, "2012-10-01")]
    [InlineData("200", null, "2012-10-02", AdjustmentCause.Split, "2012-10-02")]
    [InlineData("200", null, null, AdjustmentCause.Split, null)]
    [InlineData("1", "2012-09-30", "2012-10-02", AdjustmentCause.Split, "2012-10-01")]
    [InlineData("0.1", "2012-09-30", "2012-10-02", AdjustmentCause.Consolidation, "2012-10-02")]
    [InlineData("0.1", "2012-09-30", null, AdjustmentCause.Consolidation, "2012-10-01")]
    [InlineData("0.1", null, null, AdjustmentCause.Consolidation, null)]
    public void For_DatesKnown_DecideFromWhenTheNumberApplies(
        string ratio, string? record, string? effective, AdjustmentCause cause, string? appliesFrom)
    {
        var adjustment = NumberAdjustment.For(Split with
        {
            NewPerOld = decimal.Parse(ratio, System.Globalization.CultureInfo.InvariantCulture),
            RecordDate = DateOrNull(record),
            EffectiveDate = DateOrNull(effective),
        });

        Assert.Equal(cause, adjustment.Cause);
        Assert.Equal(DateOrNull(appliesFrom), adjustment.AppliesFrom);
        Assert.Equal(new(2012, 9, 26), adjustment.ExDate);
    }

    [Fact]
    public void On_BadNumbers_AreAllReported()
    {
        NumberAdjustment[] events =
        [
            NumberAdjustment.For(Split with { NewPerOld = 0m, RecordDate = null }),
            NumberAdjustment.Decided(new(2014, 4, 1), 0m) with { NewPerOld = new Ratio(1m, 0m) },
            NumberAdjustment.Decided(new(2014, 4, 1), -1m),
        ];

        Assert.Equal(
            [
                "InvalidField shares_per_right=0: must be above 0",
                "InvalidField split_factor=0: the event of 2012-10-01 needs a ratio above 0",
                "InvalidField split_factor=1/0: the event of 2014-04-01 needs a ratio above 0",
                "InvalidField shares_per_right=-1: the decided number is below 0",
            ],
            SharesPerRight.On(0m, Allotment, events, new(2014, 4, 1)).Failures.Select(failure => failure.ToString()));
    }

    private static SharesOnDate On(decimal allotted, IReadOnlyList<NumberAdjustment> events, string date) =>
        SharesPerRight.On(allotted, Allotment, events, Date(date)).Value;
}
