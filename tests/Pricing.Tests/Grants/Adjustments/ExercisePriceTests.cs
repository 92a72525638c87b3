using System.Globalization;
using Pricing.Actions;
using Pricing.Dividends;
using Pricing.Grants.Adjustments;
using Pricing.Grants.Terms;
using static Pricing.Tests.Dates;

namespace Pricing.Tests.Grants.Adjustments;

// X of the release stays (section 4); the usual clause of other rights divides it by the ratio.
public sealed class ExercisePriceTests
{
    private static readonly DateOnly Allotment = new(2011, 7, 14);

    private static readonly ShareSplit Split = new()
    {
        ExDate = new(2012, 9, 26),
        NewPerOld = 200m,
        RecordDate = new(2012, 9, 30),
        EffectiveDate = new(2012, 10, 1),
    };

    private static readonly ShareSplit ThreeForTwo = new()
    {
        ExDate = new(2012, 3, 28),
        NewPerOld = 1.5m,
        RecordDate = new(2012, 3, 31),
    };

    private static readonly ShareSplit TenToOne = new()
    {
        ExDate = new(2018, 9, 26),
        NewPerOld = 0.1m,
        EffectiveDate = new(2018, 10, 1),
    };

    [Fact]
    public void On_NotStatedAcrossASplit_NamesWhatToState()
    {
        var failure = Assert.Single(On(297_700m, ExercisePriceAdjustment.NotStated, [Split], "2013-07-11").Failures);

        Assert.Equal((ReasonCode.AmbiguousTerms, "exercise_price_adjustment"), (failure.Code, failure.Field));
        Assert.Equal(
            "the terms do not say what becomes of the exercise price 297700 at the split with the ex-date 2012-09-26, 200 new shares for an old one; "
            + "state none where it stays, ratio where it is divided by the ratio, decided where the company decides",
            failure.Reason);
    }

    [Theory]
    [InlineData("2012-03-27", "4500", "4500")]
    [InlineData("2012-03-28", "4500", "3000")]
    [InlineData("2012-03-31", "4500", "3000")]
    [InlineData("2012-04-01", "3000", "3000")]
    public void On_Ratio_DividesFromTheExDateAndIsInForceFromTheDayAfterTheRecordDate(
        string date, string inForce, string forValuation)
    {
        var price = On(4_500m, ExercisePriceAdjustment.Ratio, [ThreeForTwo], date).Value;

        Assert.Equal((Number(inForce), Number(forValuation)), (price.InForce, price.ForValuation));
    }

    [Theory]
    [InlineData(ExercisePriceAdjustment.None, "4500", "4500")]
    [InlineData(ExercisePriceAdjustment.Ratio, "4500", "3000")]
    [InlineData(ExercisePriceAdjustment.Ratio, "4501", "3001")]
    [InlineData(ExercisePriceAdjustment.Ratio, "4499", "3000")]
    [InlineData(ExercisePriceAdjustment.Ratio, "1", "1")]
    [InlineData(ExercisePriceAdjustment.Ratio, "0", "0")]
    [InlineData(ExercisePriceAdjustment.NotStated, "1", "1")]
    [InlineData(ExercisePriceAdjustment.NotStated, "0", "0")]
    public void On_Split_XFollowsTheRuleWithAFractionOfAYenUp(ExercisePriceAdjustment rule, string before, string after) =>
        Assert.Equal(Number(after), On(Number(before), rule, [ThreeForTwo], "2013-07-11").Value.ForValuation);

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("1.5")]
    [InlineData("0.5")]
    public void On_NotStatedWhereTheRulesDiffer_IsAmbiguous(string before)
    {
        ShareSplit[] events = Number(before) == 1m ? [TenToOne] : [Split];

        Assert.Equal(
            ReasonCode.AmbiguousTerms,
            On(Number(before), ExercisePriceAdjustment.NotStated, events, "2020-01-01").Failures.Single().Code);
    }

    // JAPAN.md, section 3: X of 1 yen stays under the release, and becomes 10 under the usual clause.
    [Theory]
    [InlineData(ExercisePriceAdjustment.None, 1)]
    [InlineData(ExercisePriceAdjustment.Ratio, 10)]
    public void On_TenToOneOfOneYen_StaysOrBecomesTen(ExercisePriceAdjustment rule, int expected) =>
        Assert.Equal(expected, On(1m, rule, [TenToOne], "2018-09-26").Value.ForValuation);

    [Fact]
    public void On_NoXAtAConsolidation_NeedsNoStatement() =>
        Assert.Equal(0m, On(0m, ExercisePriceAdjustment.NotStated, [TenToOne], "2018-09-26").Value.ForValuation);

    // 1,000 / 3 = 333.3 -> 334; / 3 = 111.3 -> 112. At once it would be 1,000 / 9 = 111.1 -> 112; with 1,001: 334, 112.
    [Fact]
    public void On_SeveralEvents_CountTheFractionUpOnceAtEachInDateOrder()
    {
        ShareSplit[] splits = [Split with { ExDate = new(2016, 9, 28), NewPerOld = 7m, RecordDate = null }, Split with { NewPerOld = 3m }];

        var price = On(1_000m, ExercisePriceAdjustment.Ratio, splits, "2017-01-01").Value;

        Assert.Equal([(1_000m, 334m), (334m, 48m)], price.Steps.Select(step => (step.Before, step.After)));
    }

    [Theory]
    [InlineData("0.01", "10.00", "3.34")]
    [InlineData("0.001", "10.00", "3.334")]
    [InlineData("1", "10", "4")]
    public void On_Ratio_CountsUpInTheCurrencysUnit(string unit, string before, string after)
    {
        var terms = new ExercisePriceTerms(Number(before), Number(unit), ExercisePriceAdjustment.Ratio);

        var price = ExercisePrice.On(terms, Allotment, [NumberAdjustment.For(Split with { NewPerOld = 3m })], new(2013, 7, 11)).Value;

        Assert.Equal(Number(after), price.ForValuation);
    }

    [Fact]
    public void On_OnlyTheExDateKnown_XInForceIsNotKnownYet()
    {
        var price = On(4_500m, ExercisePriceAdjustment.Ratio, [ThreeForTwo with { RecordDate = null }], "2013-07-11").Value;

        Assert.Equal((null, 3_000m), (price.InForce, price.ForValuation));
    }

    [Fact]
    public void On_Decided_AwaitsTheDecisionAndTakesIt()
    {
        var action = CorporateAction.Of(ThreeForTwo);
        var terms = new ExercisePriceTerms(4_500m, 1m, ExercisePriceAdjustment.Decided);
        var open = NumberAdjustment.Of([action], [], Allotment, terms.Adjustment);
        var decided = NumberAdjustment.Of([action], [new(new(2012, 4, 1), 450m, 3_100m, "minutes")], Allotment, terms.Adjustment);

        Assert.Equal(4_500m, ExercisePrice.On(terms, Allotment, open, new(2012, 3, 27)).Value.ForValuation);
        Assert.Equal(
            ReasonCode.AdjustmentNotDecided, ExercisePrice.On(terms, Allotment, open, new(2012, 3, 28)).Failures.Single().Code);
        Assert.Equal(3_100m, ExercisePrice.On(terms, Allotment, decided, new(2012, 3, 28)).Value.ForValuation);
        Assert.Equal(4_500m, ExercisePrice.On(terms, Allotment, decided, new(2012, 3, 31)).Value.InForce);
        Assert.Equal(3_100m, ExercisePrice.On(terms, Allotment, decided, new(2012, 4, 1)).Value.InForce);
    }

    [Fact]
    public void On_AmountsADecimalDoesNotHold_AreFailures()
    {
        Assert.Equal(
            "InvalidField exercise_price=79228162514264337593543950335: the consolidation with the ex-date 2018-09-26 makes more of it than a decimal holds",
            On(decimal.MaxValue, ExercisePriceAdjustment.Ratio, [TenToOne], "2018-09-26").Failures.Single().ToString());
        Assert.Equal(
            "InvalidField exercise_price=-1: must be at least 0",
            On(-1m, ExercisePriceAdjustment.None, [], "2018-09-26").Failures.Single().ToString());
    }

    private static Outcome<ExercisePriceOnDate> On(decimal price, ExercisePriceAdjustment rule, ShareSplit[] splits, string date) =>
        ExercisePrice.On(
            new(price, 1m, rule), Allotment, [.. splits.Select(split => NumberAdjustment.For(split))], Date(date));

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
