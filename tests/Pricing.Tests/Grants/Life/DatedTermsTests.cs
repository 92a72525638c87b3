using Pricing.Grants.Life;
using Pricing.Grants.Terms;
using static Pricing.Tests.Grants.Life.ThirdSeries;

namespace Pricing.Tests.Grants.Life;

// From 2016-04-01 on a holder has thirty days, pays two yen, and can exercise to the end of 2020.
public sealed class DatedTermsTests
{
    private static readonly LifeTerms Changed = Release with
    {
        ExercisePrice = Release.ExercisePrice with { ExercisePrice = 2m },
        Conditions = Release.Conditions with { DaysAfterLosingOffice = 30, Period = new(new(2013, 7, 12), new(2020, 12, 31)) },
    };

    private static readonly DatedTerms Terms = new(Release, [new(new(2016, 4, 1), Changed)]);

    [Fact]
    public void On_EveryDay_AreTheTermsInForce()
    {
        Assert.Same(Release, Terms.On(DateOnly.MinValue));
        Assert.Same(Release, Terms.On(new(2016, 3, 31)));
        Assert.Same(Changed, Terms.On(new(2016, 4, 1)));
        Assert.Same(Changed, Terms.On(DateOnly.MaxValue));
        Assert.Same(Changed, Terms.Last);
    }

    // Ten days from 28 June are over on 7 July, thirty on 27 July.
    [Theory]
    [InlineData("2015-06-27", "2015-07-07", "")]
    [InlineData("2015-06-27", "2015-07-08", "RefusedBySection11 date=2015-07-08: section 11, item 2: the holder can exercise in 2015-06-28..2015-07-07")]
    [InlineData("2016-06-27", "2016-07-27", "")]
    [InlineData("2016-06-27", "2016-07-28", "RefusedBySection11 date=2016-07-28: section 11, item 2: the holder can exercise in 2016-06-28..2016-07-27")]
    public void Exercise_BeforeAndAfterTheChange_HasTheDaysOfItsTerms(string left, string date, string expected) =>
        Assert.Equal(expected, string.Join("; ", Judge(Terms, Facts, Left(left), Exercised(date)).Failures));

    [Theory]
    [InlineData("2016-03-31", 200)]
    [InlineData("2016-04-01", 400)]
    public void Exercise_BesideTheChange_PaysWhatWasInForce(string date, int payable) =>
        Assert.Equal(payable, Judge(Terms, LifeFacts.None, Exercised(date, holder: null)).Value.Exercise!.AmountPayable);

    // Stated on 2016-04-01, after the split 1:2 of 2015: 300 shares at 7 yen are what an exercise delivers and pays.
    [Theory]
    [InlineData("2016-03-31", 400, 400)]
    [InlineData("2016-04-01", 300, 2_100)]
    public void Exercise_TermsChangedAfterASplit_GoesByTheNewTermsAsTheyAreStated(string date, int shares, int payable)
    {
        var changed = Release with { StatedAsOf = new(2016, 4, 1), SharesPerRight = 300m, ExercisePrice = new(7m, 1m, ExercisePriceAdjustment.Ratio) };
        var exercise = Judge(
            new DatedTerms(Release, [new(changed.StatedAsOf, changed)]), new() { Actions = [Split(new(2015, 9, 30))] }, Exercised(date, holder: null)).Value.Exercise!;

        Assert.Equal((shares, payable), (exercise.Shares, exercise.AmountPayable));
    }

    // An exercise of the time before the change stands, whatever the terms say of today.
    [Fact]
    public void Life_ExerciseThatTheNewTermsWouldRefuse_Stands()
    {
        var shorter = new DatedTerms(Release, [new(new(2016, 4, 1), Changed with { Conditions = Changed.Conditions with { Period = new(new(2016, 1, 1), new(2020, 12, 31)) } })]);

        var life = RightsLife.Of(shorter, LifeFacts.None, [Exercised("2014-07-01", holder: null)]);

        Assert.True(Assert.Single(life.Entries).Stands);
        Assert.Equal(88, life.Outstanding);
    }

    [Theory]
    [InlineData("2020-12-31", 0)]
    [InlineData("2021-01-01", 1)]
    public void Lapses_AfterTheNewPeriod_AreProposed(string on, int expected) =>
        Assert.Equal(expected, RightsLife.Of(Terms, LifeFacts.None, []).Lapses(Dates.Date(on)).Count);

    // Under the old terms X stays at a split, under the new ones the company decides: only then it awaits a decision.
    [Theory]
    [InlineData("2016-03-31", "")]
    [InlineData("2016-04-01", "AdjustmentNotDecided")]
    public void Exercise_AfterASplit_AwaitsADecisionWhereItsTermsSaySo(string date, string expected)
    {
        var decided = new DatedTerms(Release, [new(new(2016, 4, 1), Changed with { ExercisePrice = new(2m, 1m, ExercisePriceAdjustment.Decided) })]);
        LifeFacts facts = new() { Actions = [Split(new(2015, 9, 30))] };

        Assert.Equal(expected, string.Join("; ", Judge(decided, facts, Exercised(date, holder: null)).Failures.Select(failure => failure.Code)));
    }
}
