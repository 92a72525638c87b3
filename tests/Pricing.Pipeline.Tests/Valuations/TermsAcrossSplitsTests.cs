using System.Globalization;
using Pricing.Actions;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Tests.Valuations;

/// <summary>S, D, shares and X on one basis across the 1:200 split of IIJ in 2012, and across a made-up one of 1:1.5.</summary>
public sealed class TermsAcrossSplitsTests
{
    private const string FeedOnly = "not known yet";

    private static readonly CorporateAction Split = new()
    {
        Kind = CorporateActionKind.Split,
        NewPerOld = 200m,
        ExDate = new(2012, 9, 26),
        RecordDate = new(2012, 9, 30),
        EffectiveDate = new(2012, 10, 1),
    };

    // Stated, so that no curve and no dividend of the dates is needed.
    private static readonly string[] BeforeTheSplit =
    [
        "allotment_date=2011-07-14", "exercise_start=2011-07-15", "exercise_end=2041-07-14", "shares_per_right=1",
        "risk_free_rate=0.0145", "rate_source=a test", "dividend_per_share=0",
    ];

    [Fact]
    public void Value_XNotStatedAcrossTheSplit_FailsAndNamesWhatToState()
    {
        var value = Value(Facts.Of(), "2013-07-11", "exercise_price=297700");

        var failure = Assert.Single(value.Failures);
        Assert.Equal((ReasonCode.AmbiguousTerms, "exercise_price_adjustment"), (failure.Code, failure.Field));
        Assert.StartsWith("the terms do not say what becomes of the exercise price 297700", failure.Reason, StringComparison.Ordinal);
        Assert.Equal(ValueStatus.Failed, value.Status);
    }

    [Theory]
    [InlineData("1", "-", "1")]
    [InlineData("0", "-", "0")]
    [InlineData("1", "none", "1")]
    [InlineData("297700", "none", "297700")]
    [InlineData("297700", "ratio", "1489")]
    public void Value_XStatedOrOneYen_IsValuedOnTheNewBasis(string price, string adjustment, string expected)
    {
        var record = Record(Value(Facts.Of(), "2013-07-11", $"exercise_price={price}", $"exercise_price_adjustment={adjustment}"));

        Assert.Equal((ValueStatus.Final, expected, "200", ""), (record.Status, record.ExercisePrice, record.SharesPerRight, record.Failures));
    }

    // The sample's closes with a split of 1:1.5 more, ex-date 2013-03-27.
    private static List<PriceFact> ThreeForTwo =>
    [
        .. Facts.Prices
            .Where(fact => fact.Date >= new DateOnly(2012, 9, 27))
            .Select(fact => fact with { Close = fact.Date < new DateOnly(2013, 3, 27) ? fact.Close * 1.5m : fact.Close })
            .Select(fact => fact.Date == new DateOnly(2013, 3, 27) ? fact with { SplitNewPerOld = 1.5m } : fact),
    ];

    // A stated D of 40 yen is one of 40 / 1.5 = 80 / 3 yen after the split: q = 80 / (3 x 3505).
    [Fact]
    public void Value_StatedDividendAcrossThreeForTwo_IsRestated()
    {
        string[] terms =
        [
            "allotment_date=2012-10-01", "exercise_start=2013-04-01", "window_from=2012-09-27", "exercise_price_adjustment=ratio", "exercise_price=4500",
            "shares_per_right=300", "dividend_per_share=40",
        ];
        var after = Record(Value(Facts.Of(ThreeForTwo, withDividends: false), "2013-07-11", terms));

        Assert.Equal(("3505", "3000", "450", "80/10515", ""), (after.SharePrice, after.ExercisePrice, after.SharesPerRight, after.DividendYield, after.Failures));
    }

    // Stated by a change of terms on 2013-06-03, after the split: X 2,500, 450 shares and D 30 stand on its basis already.
    [Fact]
    public void Value_TermsChangedAfterTheSplit_AreTakenAsTheyAreStated()
    {
        string[] terms =
        [
            .. BeforeTheSplit, "allotment_date=2012-10-01", "exercise_start=2013-04-01", "window_from=2012-09-27", "exercise_price_adjustment=ratio",
            "exercise_price=2500", "shares_per_right=450", "dividend_per_share=30",
        ];
        var changed = Facts.Grant(terms) with { Version = 2, Modifications = [new(2, new(2013, 6, 3)), new(3, new(2014, 6, 3))] };
        var record = Record(Facts.Valuer().Value(new GrantQuestion(changed, OnDemand.Task(changed.Terms, new(2013, 7, 11)), Facts.Of(ThreeForTwo, withDividends: false))));

        Assert.Equal(("2500", "450", "30/3505", ""), (record.ExercisePrice, record.SharesPerRight, record.DividendYield, record.Failures));
    }

    // A right of 300 shares at 4,500 yen is one of 450 shares at 3,000 yen.
    [Fact]
    public void Value_RatioAcrossThreeForTwo_IsThatOfTheAdjustedRight()
    {
        var prices = ThreeForTwo;
        string[] terms = ["allotment_date=2012-10-01", "exercise_start=2013-04-01", "window_from=2012-09-27", "exercise_price_adjustment=ratio"];
        var adjusted = Record(Value(Facts.Of(prices), "2013-07-11", [.. terms, "exercise_price=4500", "shares_per_right=300"]));
        var asIfAllottedSo = Record(Value(
            Facts.Of(prices), "2013-07-11", [.. terms, "allotment_date=2013-04-01", "grant_date=2012-10-01", "exercise_price=3000", "shares_per_right=450"]));

        Assert.Equal(("3000", "450", ""), (adjusted.ExercisePrice, adjusted.SharesPerRight, adjusted.Failures));
        Assert.Equal((asIfAllottedSo.ValuePerShare, asIfAllottedSo.AmountPerRight), (adjusted.ValuePerShare, adjusted.AmountPerRight));
        Assert.Equal(
            450m * decimal.Parse(adjusted.ValuePerShare, CultureInfo.InvariantCulture),
            decimal.Parse(adjusted.AmountPerRight, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("2012-09-25", "1", "1")]
    [InlineData("2012-09-26", "200", "1")]
    [InlineData("2012-09-28", "200", "1")]
    [InlineData("2012-10-01", "200", "200")]
    public void Value_DatesOfTheSplitStated_AreInForceFromTheDayAfterTheRecordDate(string date, string forValuation, string inForce)
    {
        var record = Record(Value(Facts.Of(curveDate: DateOnly.Parse(date, CultureInfo.InvariantCulture), actions: Split), date));

        Assert.Equal(("", ValueStatus.Final), (record.Failures, record.Status));
        Assert.Equal((forValuation, inForce), (record.SharesPerRight, record.SharesInForce));
        Assert.Equal(("1", "1"), (record.ExercisePrice, record.ExercisePriceInForce));

        // The right is worth the same on both sides: about 300,000 yen.
        Assert.InRange(decimal.Parse(record.AmountPerRight, CultureInfo.InvariantCulture), 200_000m, 500_000m);
    }

    [Fact]
    public void Value_OnlyTheExDateKnown_IsFinalAndWhatIsInForceIsNotKnownYet()
    {
        var record = Record(Value(Facts.Of(), "2013-07-11", "exercise_price=297700", "exercise_price_adjustment=ratio"));

        Assert.Equal((ValueStatus.Final, "200", FeedOnly), (record.Status, record.SharesPerRight, record.SharesInForce));
        Assert.Equal(("1489", FeedOnly), (record.ExercisePrice, record.ExercisePriceInForce));
    }

    [Fact]
    public void Value_MergerWithoutADecision_FailsFromItsExDateAndTakesTheDecision()
    {
        var facts = Facts.Of(curveDate: new(2013, 3, 26), actions: [Split, new() { Kind = CorporateActionKind.Merger, ExDate = new(2013, 3, 27) }]);
        var grant = Facts.Grant(BeforeTheSplit);
        var task = OnDemand.Task(grant.Terms, new(2013, 3, 28)) with { Decisions = [new(new(2013, 3, 27), 250m, 2m, "minutes")] };

        var decided = Record(Facts.Valuer().Value(new GrantQuestion(grant, task, facts)));

        Assert.Equal("", Record(Value(facts, "2013-03-26")).Failures);
        Assert.Equal(ReasonCode.AdjustmentNotDecided, Value(facts, "2013-03-27").Failures[0].Code);
        Assert.Equal(("250", "2", "250", "2"), (decided.SharesPerRight, decided.ExercisePrice, decided.SharesInForce, decided.ExercisePriceInForce));
    }

    [Fact]
    public void Value_PricesAndActionContradictEachOther_Fails()
    {
        var facts = Facts.Of(actions: Split with { ExDate = new(2012, 9, 27) });

        Assert.Contains(Value(facts, "2013-07-11").Failures, failure => failure.Code == ReasonCode.ConflictingData);
    }

    // The terms of the third series state 200 shares after the split, the price before it is that of one old share.
    [Theory]
    [InlineData("2012-09-25", "200")]
    [InlineData("2012-09-26", "")]
    public void Value_EstimateBeforeTheAllotmentAcrossTheSplit_StandsOnOneBasis(string date, string sharesForOne)
    {
        var record = Record(Facts.Value(
            Facts.Of(), DateOnly.Parse(date, CultureInfo.InvariantCulture), "risk_free_rate=0.0145", "rate_source=a test", "dividend_per_share=20"));

        Assert.Equal(("", sharesForOne, "200"), (record.Failures, record.SharesForOne, record.SharesPerRight));
        Assert.InRange(decimal.Parse(record.SharePrice, CultureInfo.InvariantCulture), 1_000m, 3_000m);
        Assert.InRange(decimal.Parse(record.AmountPerRight, CultureInfo.InvariantCulture), 200_000m, 500_000m);
    }

    [Fact]
    public void Value_EstimateWithDividendsOnRecord_HasTheYieldOfThePrice()
    {
        var before = Facts.Value(Facts.Of(curveDate: new(2013, 3, 25)), new(2013, 3, 26));

        Assert.Equal(ReasonCode.MissingDividend, Assert.Single(before.Failures).Code);
    }

    [Theory]
    [InlineData("2012-09-25", "")]
    [InlineData("2012-09-26", "AmbiguousTerms")]
    [InlineData("2012-09-30", "AmbiguousTerms")]
    [InlineData("2012-10-01", "")]
    public void Value_AllottedWhileOnlyTheExDateIsKnown_AsksForTheRecordDate(string allotment, string expected)
    {
        string[] terms = [$"allotment_date={allotment}", "exercise_start=2012-10-02"];

        Assert.Equal(expected, Value(Facts.Of(), "2013-07-11", terms).Failures.Select(failure => failure.Code.ToString()).FirstOrDefault(""));
        Assert.Empty(Value(Facts.Of(actions: Split), "2013-07-11", terms).Failures);
    }

    private static GrantValue Value(MarketFacts facts, string date, params string[] changes) =>
        Facts.Value(facts, DateOnly.Parse(date, CultureInfo.InvariantCulture), [.. BeforeTheSplit, .. changes]);

    private static ValueRecord Record(GrantValue value) => ValueRecording.Of(value, "");
}
