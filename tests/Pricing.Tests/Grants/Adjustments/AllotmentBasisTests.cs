using Pricing.Actions;
using Pricing.Dividends;
using Pricing.Grants.Adjustments;
using Pricing.Grants.Terms;
using static Pricing.Tests.Dates;

namespace Pricing.Tests.Grants.Adjustments;

public sealed class AllotmentBasisTests
{
    private static readonly DateOnly Allotment = new(2013, 7, 11);

    private static readonly ShareSplit Split = new()
    {
        ExDate = new(2012, 9, 26),
        NewPerOld = 200m,
        RecordDate = new(2012, 9, 30),
    };

    [Theory]
    [InlineData("2012-09-25", 200)]
    [InlineData("2012-09-26", 1)]
    [InlineData("2013-07-11", 1)]
    public void SharesForOne_AcrossASplit_IsItsRatioUpToTheExDate(string date, int expected) =>
        Assert.Equal(expected, AllotmentBasis.SharesForOne([NumberAdjustment.For(Split)], Allotment, Date(date)).Value);

    [Fact]
    public void PriceOf_EndsOrIsAsLongAsADecimal()
    {
        Assert.Equal("share_price", AllotmentBasis.PriceOf(decimal.MaxValue, new Ratio(1m, 3m)).Failures.Single().Field);
        Assert.Equal(1_975m, AllotmentBasis.PriceOf(395_000m, 200m).Value);
        Assert.Equal(3505m, AllotmentBasis.PriceOf(3505m, 1m).Value);
        Assert.Equal(3505m / 3m, AllotmentBasis.PriceOf(3505m, 3m).Value);
        Assert.Equal(10_515m, AllotmentBasis.PriceOf(3505m, new Ratio(1m, 3m)).Value);
    }

    // Allotted on the last day of the old number, and on the first one of the new number.
    [Theory]
    [InlineData("2012-09-30", 1)]
    [InlineData("2012-10-01", 200)]
    public void SharesForOne_AllottedBesideTheRecordDate_CountsWhatTheTermsHold(string allotment, int expected) =>
        Assert.Equal(
            expected, AllotmentBasis.SharesForOne([NumberAdjustment.For(Split)], Date(allotment), new(2012, 9, 25)).Value);

    [Fact]
    public void SharesForOne_MergerBetween_IsNotDetermined()
    {
        var adjustments = NumberAdjustment.Of(
            [new() { Kind = CorporateActionKind.Merger, ExDate = new(2013, 3, 27) }], [], Allotment, ExercisePriceAdjustment.None);

        var failure = Assert.Single(AllotmentBasis.SharesForOne(adjustments, Allotment, new(2013, 3, 26)).Failures);

        Assert.Equal(ReasonCode.NotDetermined, failure.Code);
        Assert.Equal(1m, AllotmentBasis.SharesForOne(adjustments, Allotment, new(2013, 3, 27)).Value);
    }

    [Fact]
    public void SharesForOne_SplitOfTermsThatAreDecided_HasItsRatioAllTheSame()
    {
        var adjustments = NumberAdjustment.Of([CorporateAction.Of(Split)], [], Allotment, ExercisePriceAdjustment.Decided);

        Assert.Equal(200m, AllotmentBasis.SharesForOne(adjustments, Allotment, new(2012, 9, 25)).Value);
    }

    [Theory]
    [InlineData("2012-09-25", 0)]
    [InlineData("2012-09-26", 1)]
    [InlineData("2012-09-30", 1)]
    [InlineData("2012-10-01", 0)]
    public void Unclear_AllottedWhileOnlyTheExDateIsKnown_AsksForTheRecordDate(string allotment, int failures)
    {
        var found = AllotmentBasis.Unclear([NumberAdjustment.For(Split with { RecordDate = null })], Date(allotment)).ToList();

        Assert.Equal(failures, found.Count);
        Assert.All(found, failure => Assert.Equal((ReasonCode.AmbiguousTerms, "record_date"), (failure.Code, failure.Field)));
        Assert.Empty(AllotmentBasis.Unclear([NumberAdjustment.For(Split)], Date(allotment)));
    }

    // Allotment 2013-07-11. Ex-date 2013-07-10, by the rule of the time for the record date 2013-07-12.
    [Theory]
    [InlineData("2013-07-12", null, ReasonCode.AdjustmentNotDecided, 0)]
    [InlineData("2013-07-10", null, null, 0)]
    [InlineData("2013-07-11", null, ReasonCode.AdjustmentNotDecided, 0)]
    [InlineData(null, "2013-07-11", null, 0)]
    [InlineData(null, "2013-07-12", ReasonCode.AdjustmentNotDecided, 0)]
    [InlineData(null, null, null, 1)]
    public void RightsOffering_ExDateBeforeTheAllotment_CountsByTheDayFromWhichOnItApplies(
        string? record, string? effective, ReasonCode? expected, int unclear)
    {
        var adjustments = NumberAdjustment.Of(
            [
                new()
                {
                    Kind = CorporateActionKind.RightsOffering,
                    ExDate = new(2013, 7, 10),
                    RecordDate = record is null ? null : Date(record),
                    EffectiveDate = effective is null ? null : Date(effective),
                },
            ],
            [],
            new(2013, 7, 11),
            ExercisePriceAdjustment.None);

        Assert.Equal(expected, SharesPerRight.On(200m, new(2013, 7, 11), adjustments, new(2013, 7, 11)).Failures.SingleOrDefault()?.Code);
        Assert.Equal(unclear, AllotmentBasis.Unclear(adjustments, new(2013, 7, 11)).Count());
    }

    [Fact]
    public void Failures_OfTheBasis_SayWhatToDo()
    {
        var merger = NumberAdjustment.Of(
            [new() { Kind = CorporateActionKind.Merger, ExDate = new(2013, 3, 27) }], [], Allotment, ExercisePriceAdjustment.None);
        var huge = Split with { NewPerOld = new(decimal.MaxValue, 1m) };

        Assert.Equal(
            "NotDetermined measurement_date=2013-03-26: the terms of 2013-07-11 and the price of this date stand on different bases: the merger with the ex-date 2013-03-27 lies between them and has no ratio",
            AllotmentBasis.SharesForOne(merger, Allotment, new(2013, 3, 26)).Failures.Single().ToString());
        Assert.Equal(
            "InvalidField split_factor=79228162514264337593543950335: with the splits before it is more than a decimal holds",
            AllotmentBasis.SharesForOne([NumberAdjustment.For(Split), NumberAdjustment.For(huge)], Allotment, new(2012, 9, 25)).Failures.Single().ToString());
        Assert.Equal(
            "InvalidField share_price=79228162514264337593543950335: over 1/3 shares is more than a decimal holds",
            AllotmentBasis.PriceOf(decimal.MaxValue, new Ratio(1m, 3m)).Failures.Single().ToString());
        Assert.Equal(
            "AmbiguousTerms record_date=: on 2012-09-26, the day that the terms are stated as of, the split with the ex-date 2012-09-26 may or may not be in the shares per right; store the corporate action with its record date or effective date",
            AllotmentBasis.Unclear([NumberAdjustment.For(Split with { RecordDate = null })], new(2012, 9, 26)).Single().ToString());
    }
}
