using Pricing.Actions;
using Pricing.Grants.Adjustments;
using Pricing.Grants.Life;
using Pricing.Grants.Terms;
using static Pricing.Tests.Dates;
using ThirdSeries = Pricing.Tests.Grants.Life.ThirdSeries;

namespace Pricing.Tests.Grants.Adjustments;

/// <summary>
/// A decision beside a split of 1:1.5, ex-date 2018-09-26, in force from 2018-10-01, on 300 shares at 4,500 yen: 450 at 3,000 by the
/// ratio alone.
/// </summary>
public sealed class DecisionBasisTests
{
    private static readonly DateOnly Allotment = new(2018, 7, 2);
    private static readonly ExercisePriceTerms Price = new(4500m, 1m, ExercisePriceAdjustment.Ratio);

    private static readonly CorporateAction Split = new()
    {
        Kind = CorporateActionKind.Split,
        NewPerOld = 1.5m,
        ExDate = new(2018, 9, 26),
        RecordDate = new(2018, 9, 30),
    };

    // Decided before the ex-date: 301 x 1.5 = 451.5 and 4,400 / 1.5 = 2,933.3.
    [Theory]
    [InlineData("2018-09-24", "300/4500 300/4500")]
    [InlineData("2018-09-25", "301/4400 301/4400")]
    [InlineData("2018-09-26", "451/2934 301/4400")]
    [InlineData("2018-09-30", "451/2934 301/4400")]
    [InlineData("2018-10-01", "451/2934 451/2934")]
    public void On_DecidedTheDayBeforeTheExDate_TheSplitFollows(string date, string expected) =>
        Assert.Equal(expected, Figures("2018-09-25", date));

    [Theory]
    [InlineData("2018-09-30", "450/3000 300/4500")]
    [InlineData("2018-10-01", "301/4400 301/4400")]
    public void On_DecidedOnTheDayItIsInForce_HoldsTheSplit(string date, string expected) =>
        Assert.Equal(expected, Figures("2018-10-01", date));

    [Theory]
    [InlineData("2018-09-26")]
    [InlineData("2018-09-30")]
    public void On_DecidedInBetween_IsAmbiguousForValueAndExerciseAlike(string decided)
    {
        const string reason =
            "the split with the ex-date 2018-09-26 applies from 2018-10-01 on, so it is not clear whether the decided shares and exercise price hold it; "
            + "date the decision before 2018-09-26 with figures that do not, or on or after the day on which it applies with figures that do";
        var adjustments = Of(new DecidedAdjustment(Date(decided), 301m, 4400m, "minutes"));
        foreach (var date in new DateOnly[] { Date(decided), new(2018, 10, 1), new(2019, 10, 1) })
        {
            Assert.Equal($"AmbiguousTerms date={decided}: {reason}", SharesPerRight.On(300m, Allotment, adjustments, date).Failures.Single().ToString());
            Assert.Equal($"AmbiguousTerms date={decided}: {reason}", ExercisePrice.InForce(Price, Allotment, adjustments, date).Failures.Single().ToString());
        }

        // A later decision sets the terms whole.
        Assert.Equal("500/2000 500/2000", Figures(
            Of(new(Date(decided), 301m, 4400m, "minutes"), new(new(2018, 12, 3), 500m, 2000m, "minutes")), new(2018, 12, 3)));
    }

    [Theory]
    [InlineData("2018-09-25", false)]
    [InlineData("2018-09-26", true)]
    [InlineData("2018-09-30", true)]
    [InlineData("2018-10-01", false)]
    public void Judge_DecisionBesideASplit_IsRefusedInBetween(string decided, bool isRefused)
    {
        var judged = ThirdSeries.Judge(Terms, new() { Actions = [Split] }, Decided(decided, 301m, 4400m));

        Assert.Equal(isRefused ? ReasonCode.AmbiguousTerms : null, judged.Failures.SingleOrDefault()?.Code);
    }

    // By the feed alone: the last record date with that ex-date is 2018-09-30.
    [Theory]
    [InlineData("2018-09-30", true)]
    [InlineData("2018-10-01", false)]
    public void Between_OnlyTheExDateKnown_IsUnclearToTheLastRecordDate(string decided, bool isUnclear) => Assert.Equal(
        isUnclear, DecisionBasis.Between(Date(decided), OfSplit(Split with { RecordDate = null }, ExercisePriceAdjustment.Ratio)) is not null);

    // The decision is the one on the split where the terms leave it to decision.
    [Fact]
    public void On_SplitLeftToDecision_IsThatDecisionForBoth()
    {
        var adjustments = OfSplit(Split, ExercisePriceAdjustment.Decided, new DecidedAdjustment(new(2018, 9, 28), 450m, 3000m, "minutes"));

        Assert.Equal("450/3000 300/4500", Figures(adjustments, new(2018, 9, 26)));
        Assert.Equal("450/3000 450/3000", Figures(adjustments, new(2018, 9, 28)));
        Assert.Equal("450/3000 450/3000", Figures(adjustments, new(2018, 10, 1)));
    }

    // The terms do not say what becomes of X at the split; from the decision on nobody needs to know.
    [Fact]
    public void On_DecidedAfterASplitThatIsAmbiguous_OverrulesIt()
    {
        var price = Price with { Adjustment = ExercisePriceAdjustment.NotStated };
        var adjustments = OfSplit(Split, ExercisePriceAdjustment.NotStated, new DecidedAdjustment(new(2018, 12, 3), 450m, 3000m, "minutes"));

        Assert.Equal(ReasonCode.AmbiguousTerms, ExercisePrice.On(price, Allotment, adjustments, new(2018, 12, 2)).Failures.Single().Code);
        Assert.Equal(ReasonCode.AmbiguousTerms, ExercisePrice.InForce(price, Allotment, adjustments, new(2018, 12, 2)).Failures.Single().Code);
        Assert.Equal((3000m, 3000m), ExercisePrice.On(price, Allotment, adjustments, new(2018, 12, 3)).Value is var x ? (x.ForValuation, x.InForce) : default);
        Assert.Equal(3000m, ExercisePrice.InForce(price, Allotment, adjustments, new(2018, 12, 3)).Value);
    }

    [Fact]
    public void Judge_SecondDecisionOfADay_IsRefusedWhereItSaysSomethingElse()
    {
        var first = Decided("2018-11-01", 500m, 2000m);
        Assert.Equal(
            "ConflictingData decided_shares=600: another decision of 2018-11-01 says 500 shares at 2000; keep one, and take back one that is stored by an event that reverses it",
            ThirdSeries.Refusal(Terms, LifeFacts.None, first, Decided("2018-11-01", 600m, 2000m)));
        Assert.True(ThirdSeries.Judge(Terms, LifeFacts.None, first, Decided("2018-11-01", 500m, 2000m)).IsSuccess);
        Assert.True(ThirdSeries.Judge(Terms, LifeFacts.None, first, Decided("2018-11-02", 600m, 2000m)).IsSuccess);
        Assert.True(ThirdSeries.Judge(
            Terms, LifeFacts.None, first, Decided("2018-11-01", 500m, 2000m) with { Id = "back", Reverses = first.Id, DecidedShares = null, DecidedExercisePrice = null }, Decided("2018-11-01", 600m, 2000m)).IsSuccess);
    }

    [Fact]
    public void On_TwoStoredDecisionsOfADayThatDiffer_IsAConflict()
    {
        var adjustments = Of(new DecidedAdjustment(new(2018, 11, 1), 500m, 2000m, "a"), new DecidedAdjustment(new(2018, 11, 1), 500m, 2100m, "b"));

        Assert.Equal(ReasonCode.ConflictingData, SharesPerRight.On(300m, Allotment, adjustments, new(2018, 11, 1)).Failures.Single().Code);
        Assert.Equal(ReasonCode.ConflictingData, ExercisePrice.InForce(Price, Allotment, adjustments, new(2018, 11, 1)).Failures.Single().Code);
    }

    private static LifeTerms Terms { get; } = ThirdSeries.Release with { AllotmentDate = Allotment, SharesPerRight = 300m, ExercisePrice = Price };

    private static LifeEvent Decided(string date, decimal shares, decimal price) =>
        ThirdSeries.Event($"{date} {shares}", date, LifeEventKind.Adjusted, holder: null) with { DecidedShares = shares, DecidedExercisePrice = price };

    private static string Figures(string decided, string date) =>
        Figures(Of(new DecidedAdjustment(Date(decided), 301m, 4400m, "minutes")), Date(date));

    private static string Figures(IReadOnlyList<NumberAdjustment> adjustments, DateOnly date)
    {
        var shares = SharesPerRight.On(300m, Allotment, adjustments, date).Value;
        var price = ExercisePrice.On(Price, Allotment, adjustments, date).Value;
        return $"{shares.ForValuation}/{price.ForValuation} {shares.InForce}/{price.InForce}";
    }

    private static IReadOnlyList<NumberAdjustment> Of(params DecidedAdjustment[] decisions) => OfSplit(Split, ExercisePriceAdjustment.Ratio, decisions);

    private static IReadOnlyList<NumberAdjustment> OfSplit(CorporateAction split, ExercisePriceAdjustment rule, params DecidedAdjustment[] decisions) =>
        NumberAdjustment.Of([split], decisions, Allotment, rule);
}
