using Pricing.Actions;
using Pricing.Grants.Adjustments;
using Pricing.Grants.Terms;
using static Pricing.Tests.Dates;

namespace Pricing.Tests.Grants.Adjustments;

/// <summary>Which action a decision belongs to, and from when on what was not decided would apply.</summary>
public sealed class NumberAdjustmentTests
{
    private static readonly DateOnly Allotment = new(2012, 4, 1);

    [Theory]
    [InlineData(CorporateActionKind.RightsOffering, "2014-03-31", "2014-05-01", "2014-04-01")]
    [InlineData(CorporateActionKind.RightsOffering, null, "2014-05-01", "2014-05-01")]
    [InlineData(CorporateActionKind.Merger, "2014-03-31", "2014-05-01", "2014-05-01")]
    [InlineData(CorporateActionKind.Merger, "2014-03-31", null, "2014-04-01")]
    [InlineData(CorporateActionKind.Demerger, null, null, null)]
    public void Of_ActionThatAwaitsADecision_AppliesByItsKind(CorporateActionKind kind, string? record, string? effective, string? expected)
    {
        var adjustment = Assert.Single(Of([Action("2014-03-27", kind) with { RecordDate = DateOrNull(record), EffectiveDate = DateOrNull(effective) }], []));

        Assert.Equal((AdjustmentCause.Undecided, DateOrNull(expected), true), (adjustment.Cause, adjustment.AppliesFrom, adjustment.HasNoRatio));
    }

    // Each decision takes the last action before it that awaits one, whatever the order in which both are given.
    [Fact]
    public void Of_SeveralDecisions_EachTakesTheLastActionBeforeIt()
    {
        CorporateAction[] actions = [Action("2016-03-29"), Action("2014-03-27"), Action("2018-03-28")];
        DecidedAdjustment[] decisions = [new(new(2016, 4, 1), 300m, 3m, "b"), new(new(2014, 4, 1), 200m, 2m, "a")];

        var adjustments = Of(actions, decisions).OrderBy(item => item.ExDate).ToList();

        Assert.Equal(
            [
                (AdjustmentCause.Decision, "2014-03-27", 200m, "the decision of 2014-04-01"), (AdjustmentCause.Decision, "2016-03-29", 300m, "the decision of 2016-04-01"),
                (AdjustmentCause.Undecided, "2018-03-28", -1m, "the merger with the ex-date 2018-03-28"),
            ],
            adjustments.Select(item => (item.Cause, DateText.Of(item.ExDate), item.DecidedNumber ?? -1m, item.Name)));
        Assert.All(adjustments, item => Assert.True(item.HasNoRatio));
    }

    // Of two decisions after one action the first belongs to it, and counts from its ex-date to the second.
    [Theory]
    [InlineData("2014-03-27", 200)]
    [InlineData("2014-05-31", 200)]
    [InlineData("2014-06-01", 300)]
    public void On_TwoDecisionsAfterOneAction_CountOneAfterTheOther(string date, int expected)
    {
        DecidedAdjustment[] decisions = [new(new(2014, 6, 1), 300m, 3m, "b"), new(new(2014, 4, 1), 200m, 2m, "a")];

        Assert.Equal(expected, SharesPerRight.On(100m, Allotment, Of([Action("2014-03-27")], decisions), Date(date)).Value.ForValuation);
    }

    // On the ex-date itself a decision belongs to the action; of the day before the allotment's end none awaits one; nor does a split by ratio.
    [Theory]
    [InlineData("2014-03-27", "2014-03-27", 1)]
    [InlineData("2014-03-27", "2014-03-26", 2)]
    [InlineData("2012-04-01", "2014-04-01", 2)]
    [InlineData("2012-04-02", "2014-04-01", 1)]
    public void Of_DecisionBesideAnAction_BelongsToItFromItsExDateOn(string exDate, string decided, int count) =>
        Assert.Equal(count, Of([Action(exDate)], [new(Date(decided), 200m, 2m, "a")]).Count);

    [Fact]
    public void Of_DecisionBesideASplitByRatio_LeavesTheSplit()
    {
        var split = new CorporateAction { Kind = CorporateActionKind.Split, NewPerOld = 2m, ExDate = new(2014, 3, 27), RecordDate = new(2014, 3, 31) };

        Assert.Equal(
            [AdjustmentCause.Split, AdjustmentCause.Decision], Of([split], [new(new(2014, 6, 1), 200m, 2m, "a")]).Select(item => item.Cause));
    }

    // What is in force by the decision is in its figures. Before it nobody knows what the merger made of the shares that the price is of.
    [Theory]
    [InlineData("2014-03-31", "100/4500", "100/4500")]
    [InlineData("2014-04-01", "", "100/4500")]
    [InlineData("2014-09-30", "", "100/4500")]
    [InlineData("2014-10-01", "", "200/2250")]
    [InlineData("2014-11-03", "", "200/2250")]
    [InlineData("2014-11-04", "300/1500", "300/1500")]
    [InlineData("2014-11-05", "300/1500", "300/1500")]
    public void On_DecisionAfterASplitThatFollowsTheAction_HoldsTheSplit(string date, string forValuation, string inForce)
    {
        ExercisePriceTerms price = new(4500m, 1m, ExercisePriceAdjustment.Ratio);
        var adjustments = NumberAdjustment.Of(
            [
                Action("2014-04-01"),
                new() { Kind = CorporateActionKind.Split, NewPerOld = 2m, ExDate = new(2014, 9, 26), RecordDate = new(2014, 9, 30) },
            ],
            [new(new(2014, 11, 4), 300m, 1500m, "a")],
            Allotment,
            ExercisePriceAdjustment.Ratio);

        var shares = SharesPerRight.On(100m, Allotment, adjustments, Date(date));
        Assert.Equal(
            forValuation,
            shares.IsSuccess ? $"{shares.Value.ForValuation}/{ExercisePrice.On(price, Allotment, adjustments, Date(date)).Value.ForValuation}" : "");
        Assert.Equal(shares.IsSuccess ? null : ReasonCode.AdjustmentNotDecided, shares.Failures.SingleOrDefault()?.Code);
        Assert.Equal(
            inForce,
            $"{SharesPerRight.InForce(100m, Allotment, adjustments, Date(date)).Value}/{ExercisePrice.InForce(price, Allotment, adjustments, Date(date)).Value}");
    }

    // In force from 2014-10-01 on, after the decision: it follows.
    [Fact]
    public void On_DecisionBeforeTheSplitThatFollowsTheAction_IsMultipliedByIt()
    {
        CorporateAction split = new() { Kind = CorporateActionKind.Split, NewPerOld = 2m, ExDate = new(2014, 9, 26), RecordDate = new(2014, 9, 30) };
        var adjustments = Of([Action("2014-04-01"), split], [new(new(2014, 9, 25), 300m, 1500m, "a")]);

        Assert.Equal(300m, SharesPerRight.On(100m, Allotment, adjustments, new(2014, 4, 1)).Value.ForValuation);
        Assert.Equal(600m, SharesPerRight.On(100m, Allotment, adjustments, new(2014, 9, 26)).Value.ForValuation);
    }

    // Two events of one ex-date: the decision sets the terms whole.
    [Fact]
    public void On_DecisionOfTheSameExDate_OverrulesWhatIsOpen()
    {
        var adjustments = Of([Action("2014-03-27"), Action("2014-03-27", CorporateActionKind.Demerger)], [new(new(2014, 4, 1), 250m, 2m, "a")]);

        Assert.Equal(250m, SharesPerRight.On(200m, Allotment, adjustments, new(2014, 3, 27)).Value.ForValuation);
        Assert.Equal(
            "AdjustmentNotDecided decided_shares=: the demerger with the ex-date 2014-03-28 changes the terms by decision; store an event adjusted with the decided shares, the decided exercise price and the board's document",
            SharesPerRight.On(200m, Allotment, Of([Action("2014-03-28", CorporateActionKind.Demerger)], []), new(2014, 3, 28)).Failures.Single().ToString());
    }

    // The value stands on what was decided from the ex-date on, while another action that is open keeps what is in force unknown.
    [Fact]
    public void On_WhatIsInForceIsOpen_StillHasItsValue()
    {
        var adjustments = Of(
            [Action("2014-03-27") with { EffectiveDate = new(2014, 4, 1) }, Action("2014-05-28")], [new(new(2014, 6, 2), 250m, 2m, "a")]);

        var shares = SharesPerRight.On(200m, Allotment, adjustments, new(2014, 5, 28)).Value;

        Assert.Equal((250m, null), (shares.ForValuation, shares.InForce));
        Assert.Equal(ReasonCode.AdjustmentNotDecided, SharesPerRight.InForce(200m, Allotment, adjustments, new(2014, 5, 28)).Failures.Single().Code);
        Assert.Equal(250m, SharesPerRight.InForce(200m, Allotment, adjustments, new(2014, 6, 2)).Value);
    }

    [Fact]
    public void InForce_NumbersOutOfRange_AreFailures()
    {
        Assert.Equal("InvalidField shares_per_right=0: must be above 0", SharesPerRight.InForce(0m, Allotment, [], new(2014, 4, 1)).Failures.Single().ToString());
        Assert.Equal(
            "InvalidField exercise_price=-1: must be at least 0",
            ExercisePrice.InForce(new(-1m, 1m, ExercisePriceAdjustment.None), Allotment, [], new(2014, 4, 1)).Failures.Single().ToString());
    }

    // One unit stays at a split of any ratio, 1:1 too, and is asked for at a consolidation.
    [Theory]
    [InlineData("1", null)]
    [InlineData("1.5", null)]
    [InlineData("0.5", ReasonCode.AmbiguousTerms)]
    public void ExercisePrice_OfOneUnitThatTermsDoNotSpeakOf_StaysAtASplit(string ratio, ReasonCode? expected)
    {
        var adjustment = NumberAdjustment.For(new()
        {
            ExDate = new(2014, 3, 27),
            NewPerOld = decimal.Parse(ratio, System.Globalization.CultureInfo.InvariantCulture),
            RecordDate = new(2014, 3, 31),
        });

        Assert.Equal(
            expected,
            ExercisePrice.InForce(new(1m, 1m, ExercisePriceAdjustment.NotStated), Allotment, [adjustment], new(2014, 4, 1)).Failures.SingleOrDefault()?.Code);
    }

    private static CorporateAction Action(string exDate, CorporateActionKind kind = CorporateActionKind.Merger) => new() { Kind = kind, ExDate = Date(exDate) };

    private static IReadOnlyList<NumberAdjustment> Of(IReadOnlyList<CorporateAction> actions, IReadOnlyList<DecidedAdjustment> decisions) =>
        NumberAdjustment.Of(actions, decisions, Allotment, ExercisePriceAdjustment.None);
}
