using System.Globalization;
using Pricing.Actions;
using Pricing.Grants.Life;
using Pricing.Grants.Terms;
using static Pricing.Tests.Grants.Life.ThirdSeries;

namespace Pricing.Tests.Grants.Life;

// Release, sections 3, 4, 6 and 10: what is in force between an ex-date and the day from which on it applies, and amounts in yen.
public sealed class ExerciseAmountsTests
{
    // Ex-date 2020-12-29, record date 2020-12-31: the old terms are in force to the end of the year, decided or not.
    [Theory]
    [InlineData(ExercisePriceAdjustment.Decided, "2020-12-28", "100000")]
    [InlineData(ExercisePriceAdjustment.Decided, "2020-12-31", "100000")]
    [InlineData(ExercisePriceAdjustment.Decided, "2021-01-01", "AdjustmentNotDecided")]
    [InlineData(ExercisePriceAdjustment.NotStated, "2020-12-31", "100000")]
    [InlineData(ExercisePriceAdjustment.NotStated, "2021-01-01", "AmbiguousTerms")]
    [InlineData(ExercisePriceAdjustment.Ratio, "2020-12-31", "100000")]
    [InlineData(ExercisePriceAdjustment.Ratio, "2021-01-01", "100000")]
    [InlineData(ExercisePriceAdjustment.None, "2021-01-01", "200000")]
    public void Exercise_BetweenExDateAndInForce_PaysByTheOldTerms(ExercisePriceAdjustment rule, string date, string expected)
    {
        var terms = Release with { ExercisePrice = new(500m, 1m, rule) };

        Assert.Equal(expected, PayableOrWhyNot(terms, new() { Actions = [Split(new(2020, 12, 31))] }, date));
    }

    [Theory]
    [InlineData("2021-03-31", "200")]
    [InlineData("2021-04-01", "AdjustmentNotDecided")]
    public void Exercise_BeforeAMergerTakesEffect_PaysByTheOldTerms(string date, string expected)
    {
        CorporateAction merger = new() { Kind = CorporateActionKind.Merger, ExDate = new(2021, 3, 30), EffectiveDate = new(2021, 4, 1) };

        Assert.Equal(expected, PayableOrWhyNot(Release, new() { Actions = [merger] }, date));
    }

    // Of a rights offering the day after the record date counts, of which only an ex-date is known, that.
    [Theory]
    [InlineData("2021-03-31", "2021-03-31", "200")]
    [InlineData("2021-03-31", "2021-04-01", "AdjustmentNotDecided")]
    [InlineData(null, "2021-03-29", "200")]
    [InlineData(null, "2021-03-30", "AdjustmentNotDecided")]
    public void Exercise_BesideARightsOffering_AwaitsTheDecisionFromTheDayAfterTheRecordDate(string? record, string date, string expected)
    {
        CorporateAction offering = new()
        {
            Kind = CorporateActionKind.RightsOffering,
            ExDate = new(2021, 3, 30),
            RecordDate = record is null ? null : Dates.Date(record),
            EffectiveDate = record is null ? null : new(2021, 5, 14),
        };

        Assert.Equal(expected, PayableOrWhyNot(Release, new() { Actions = [offering] }, date));
    }

    // A split that awaits its meeting is not known yet, one whose meeting closes later is not in force yet.
    [Theory]
    [InlineData(null, "2020-12-31", "100000")]
    [InlineData(null, "2021-01-01", "NotDetermined")]
    [InlineData("2021-01-05", "2021-01-05", "100000")]
    [InlineData("2021-01-05", "2021-01-06", "AdjustmentNotDecided")]
    public void Exercise_SplitThatHangsOnAMeetingAndADecision_WaitsForTheMeetingFirst(string? meeting, string date, string expected)
    {
        var terms = Release with { ExercisePrice = new(500m, 1m, ExercisePriceAdjustment.Decided) };
        var split = Split(new(2020, 12, 31)) with { IsConditional = true, MeetingDate = meeting is null ? null : Dates.Date(meeting) };

        Assert.Equal(expected, PayableOrWhyNot(terms, new() { Actions = [split] }, date));
    }

    // 200 shares after a consolidation of 300 into 1 are no share: nothing can be exercised any more.
    [Fact]
    public void Exercise_ThatDeliversNoShare_IsRefusedBySection10AndKeepsItsRights()
    {
        LifeFacts facts = new()
        {
            GrantDateValue = 647_000m,
            Actions = [new() { Kind = CorporateActionKind.Consolidation, NewPerOld = new(1m, 300m), ExDate = new(2021, 3, 30), EffectiveDate = new(2021, 4, 1) }],
        };

        Assert.Equal(
            "RefusedBySection10 rights=1: section 10: a right delivers no share any more, since adjustments dropped all fractions, so there is nothing to exercise",
            Refusal(Release, facts, Exercised("2021-04-01", holder: null)));
        Assert.True(Judge(Release, facts, Exercised("2021-03-31", holder: null)).IsSuccess);
    }

    [Theory]
    [InlineData("0.4", 2, "RefusedBySection10 rights=2: section 10: of 0.8 shares the fraction is dropped and none is left; exercise so many rights at once that a whole share is delivered")]
    [InlineData("0.4", 3, "")]
    public void Exercise_OfRightsToPartOfAShare_DeliversAtLeastOne(string shares, int rights, string expected)
    {
        var terms = Release with { SharesPerRight = decimal.Parse(shares, CultureInfo.InvariantCulture) };

        Assert.Equal(expected, string.Join("; ", Judge(terms, LifeFacts.None, Exercised("2014-07-01", rights, holder: null)).Failures));
    }

    [Theory]
    [InlineData("647000.5", null, null, "InvalidField book_value=647000.5: has a fraction of a yen; amounts in yen are whole")]
    [InlineData(null, "647000.5", null, "InvalidField grant_date_value=647000.5: has a fraction of a yen; amounts in yen are whole")]
    [InlineData("647000", "647000.5", null, "")]
    [InlineData("647000", null, "10000.01", "InvalidField treasury_book_value=10000.01: has a fraction of a yen; amounts in yen are whole")]
    [InlineData("647000.0", "647000.0", "10000.0", "")]
    public void Exercise_FractionOfAYen_IsRefused(string? bookValue, string? grantDateValue, string? treasuryBookValue, string expected)
    {
        var exercise = Exercised("2014-07-01", holder: null) with
        {
            BookValue = Number(bookValue),
            TreasuryShares = treasuryBookValue is null ? null : 100m,
            TreasuryBookValue = Number(treasuryBookValue),
        };

        Assert.Equal(expected, string.Join("; ", Judge(Release, new() { GrantDateValue = Number(grantDateValue) }, exercise).Failures));
        var dollars = Release with { Currency = Currency.Parse("USD").Value };
        Assert.True(Judge(dollars, new() { GrantDateValue = Number(grantDateValue) }, exercise).IsSuccess);
    }

    // 201 shares at 0.5 yen are 100.5 yen.
    [Theory]
    [InlineData("200", "")]
    [InlineData("201", "InvalidField exercise_price=0.5: times 201 shares comes to 100.5, and a fraction of a yen cannot be paid; amend the exercise price")]
    public void Exercise_AmountPayableWithAFractionOfAYen_IsRefused(string shares, string expected)
    {
        var terms = Release with { SharesPerRight = Number(shares)!.Value, ExercisePrice = new(0.5m, 1m, ExercisePriceAdjustment.None) };

        Assert.Equal(expected, string.Join("; ", Judge(terms, LifeFacts.None, Exercised("2014-07-01", holder: null)).Failures));
    }

    [Theory]
    [InlineData("0", "1", "InvalidField decided_shares=0: must be at least 1: a right to no share is none; rights that end are acquired, reorganised or forfeited")]
    [InlineData("0.9", "1", "InvalidField decided_shares=0.9: must be at least 1: a right to no share is none; rights that end are acquired, reorganised or forfeited")]
    [InlineData("1", "0.5", "InvalidField decided_exercise_price=0.5: has a fraction of a yen; amounts in yen are whole")]
    [InlineData("1", "0", "")]
    public void Adjust_DecisionThatNoRightCanHave_IsRefused(string shares, string price, string expected)
    {
        var decision = Event("board", "2021-04-01", LifeEventKind.Adjusted, holder: null) with
        {
            DecidedShares = Number(shares),
            DecidedExercisePrice = Number(price),
        };

        Assert.Equal(expected, string.Join("; ", Judge(Release, LifeFacts.None, decision).Failures));
    }

    private static string PayableOrWhyNot(LifeTerms terms, LifeFacts facts, string date)
    {
        var judged = Judge(terms, facts, Exercised(date, holder: null));
        return judged.TryGet(out var settled) ? $"{settled.Exercise!.AmountPayable}" : $"{judged.Failures.Single().Code}";
    }

    private static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
}
