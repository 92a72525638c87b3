using Pricing.Actions;
using Pricing.Dividends;
using Pricing.Grants.Adjustments;
using Pricing.Grants.Terms;
using static Pricing.Tests.Dates;

namespace Pricing.Tests.Grants.Adjustments;

/// <summary>D of 40 yen that the terms state, across a made-up split of 1:1.5 in 2018.</summary>
public sealed class StatedDividendTests
{
    private static readonly DateOnly Allotment = new(2018, 7, 2);

    private static readonly ShareSplit Split = new()
    {
        ExDate = new(2018, 9, 26),
        NewPerOld = 1.5m,
        RecordDate = new(2018, 9, 30),
    };

    // 40 / 1.5 / 2395 = 80 / 7185.
    [Theory]
    [InlineData("2018-09-25", "40/2395")]
    [InlineData("2018-09-26", "80/7185")]
    [InlineData("2018-09-30", "80/7185")]
    [InlineData("2018-10-01", "80/7185")]
    public void YieldOn_AcrossASplit_IsOfTheRestatedDividendFromTheExDate(string date, string expected)
    {
        var dividend = StatedDividend.On(40m, Allotment, [NumberAdjustment.For(Split)], Date(date)).Value;

        Assert.Equal(expected, dividend.YieldOn(2395m).Value.ToString());
    }

    // What applied on the day of the terms is in D: the new number applies from 2018-10-01.
    [Theory]
    [InlineData("2018-09-30", "80/3")]
    [InlineData("2018-10-01", "40")]
    public void On_TermsStatedBesideTheSplit_CountsWhatTheyDoNotHold(string statedAsOf, string expected)
    {
        Assert.Equal(expected, StatedDividend.On(40m, Date(statedAsOf), [NumberAdjustment.For(Split)], new(2018, 10, 15)).Value.Amount.ToString());
        Assert.Equal(expected, StatedDividend.By(40m, Date(statedAsOf), [Split]).Value.Amount.ToString());
    }

    // 40 / 1.5 x 10 = 800 / 3.
    [Fact]
    public void On_SplitAndConsolidation_AreCountedTogether()
    {
        var consolidation = new ShareSplit { ExDate = new(2019, 9, 26), NewPerOld = 0.1m, EffectiveDate = new(2019, 10, 1) };
        var adjustments = new[] { NumberAdjustment.For(Split), NumberAdjustment.For(consolidation) };

        Assert.Equal(new Ratio(800m, 3m), StatedDividend.On(40m, Allotment, adjustments, new(2019, 9, 26)).Value.Amount);
        Assert.Equal(new Ratio(80m, 3m), StatedDividend.On(40m, Allotment, adjustments, new(2019, 9, 25)).Value.Amount);
    }

    [Fact]
    public void On_DecisionOrMergerBetween_IsAmbiguousSaveForNoDividend()
    {
        var merger = Of([new() { Kind = CorporateActionKind.Merger, ExDate = new(2018, 12, 26) }], ExercisePriceAdjustment.Ratio);
        var decision = Of([], ExercisePriceAdjustment.Ratio, new DecidedAdjustment(new(2018, 12, 26), 300m, 4500m, "minutes"));
        foreach (var adjustments in new[] { merger, decision })
        {
            var failure = Assert.Single(StatedDividend.On(40m, Allotment, adjustments, new(2018, 12, 26)).Failures);

            Assert.Equal((ReasonCode.AmbiguousTerms, "dividend_per_share", "40"), (failure.Code, failure.Field, failure.Value));
            Assert.Equal(0m, StatedDividend.On(0m, Allotment, adjustments, new(2018, 12, 26)).Value.Amount);
            Assert.Equal(40m, StatedDividend.On(40m, Allotment, adjustments, new(2018, 12, 25)).Value.Amount);
        }
    }

    // Shares and X are decided; the ratio of the split holds for the dividend all the same.
    [Fact]
    public void On_SplitThatWasDecidedOn_KeepsItsRatio()
    {
        var adjustments = Of([CorporateAction.Of(Split)], ExercisePriceAdjustment.Decided, new DecidedAdjustment(new(2018, 10, 1), 450m, 3000m, "minutes"));

        Assert.Equal(new Ratio(80m, 3m), StatedDividend.On(40m, Allotment, adjustments, new(2018, 9, 26)).Value.Amount);
    }

    [Fact]
    public void On_MoreThanADecimalHolds_IsAFailure() => Assert.Equal(
        "InvalidField dividend_per_share=40: over the ratios of the splits since is more than a decimal holds",
        StatedDividend.By(40m, Allotment, [Split with { NewPerOld = new(1m, decimal.MaxValue) }]).Failures.Single().ToString());

    private static IReadOnlyList<NumberAdjustment> Of(
        IReadOnlyList<CorporateAction> actions, ExercisePriceAdjustment rule, params DecidedAdjustment[] decisions) =>
        NumberAdjustment.Of(actions, decisions, Allotment, rule);
}
