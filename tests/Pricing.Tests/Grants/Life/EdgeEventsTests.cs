using Pricing.Grants.Life;
using Pricing.Grants.Terms;
using static Pricing.Tests.Grants.Life.ThirdSeries;

namespace Pricing.Tests.Grants.Life;

/// <summary>Amounts near the ends of a decimal in every place of an event and of the terms: failures that name their field, never exceptions.</summary>
public sealed class EdgeEventsTests
{
    private static readonly decimal[] Edges =
    [
        0m, 1m, 1e-28m, 0.5m, 3m, int.MaxValue, int.MaxValue + 1m, 1e12m, 9_999_999_999_999_999_999_999_999_999m, 7_922_816_251_426_433_759_354_395_033.5m,
        decimal.MaxValue - 1m, decimal.MaxValue,
    ];

    private static readonly Func<LifeTerms, decimal, LifeTerms>[] Terms =
    [
        (terms, edge) => terms with { ExercisePrice = terms.ExercisePrice with { ExercisePrice = edge } },
        (terms, edge) => terms with { SharesPerRight = edge },
    ];

    private static readonly Func<LifeEvent, decimal, LifeEvent>[] Exercise =
    [
        (item, edge) => item with { Rights = edge },
        (item, edge) => item with { BookValue = edge },
        (item, edge) => item with { NewShares = edge },
        (item, edge) => item with { TreasuryShares = edge, TreasuryBookValue = 1m },
        (item, edge) => item with { TreasuryShares = 10m, TreasuryBookValue = edge },
    ];

    public static TheoryData<decimal> All => [.. Edges];

    [Theory]
    [MemberData(nameof(All))]
    public void Judge_ExerciseWithAnyTwoAmounts_IsExactOrNamesAField(decimal one)
    {
        LifeEvent exercise = Exercised("2021-01-01", 2m, holder: null);
        var cases = from ofTerms in Terms
                    from ofEvent in Exercise
                    from rule in new[] { ExercisePriceAdjustment.None, ExercisePriceAdjustment.Ratio }
                    from other in Edges
                    select (Rule: rule, Other: other, Terms: ofTerms, Event: ofEvent(exercise, other));
        foreach (var item in cases)
        {
            LifeFacts facts = new() { Actions = [Split(new(2020, 12, 31), 3m)], GrantDateValue = item.Other };
            var terms = item.Terms(Release with { ExercisePrice = Release.ExercisePrice with { Adjustment = item.Rule } }, one);

            Check(LifeJudgement.Of(terms, facts, [], item.Event));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Judge_ExerciseAfterAnyDecision_IsExactOrNamesAField(decimal shares)
    {
        LifeFacts facts = new() { Actions = [Split(new(2020, 12, 31), 3m)], GrantDateValue = 647_000m };
        foreach (var price in Edges)
        {
            var decision = Event("board", "2020-04-01", LifeEventKind.Adjusted, holder: null) with { DecidedShares = shares, DecidedExercisePrice = price };

            var decided = LifeJudgement.Of(Release, facts, [], decision);

            Assert.All(decided.Failures, failure => Assert.StartsWith("decided_", failure.Field, StringComparison.Ordinal));
            Check(LifeJudgement.Of(Release, facts, [decision], Exercised("2021-01-01", 2m, holder: null)));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Payment_AnyAmount_IsExactOrNamesAField(decimal amount)
    {
        foreach (var allotted in new[] { 0, 1, 89, int.MaxValue })
        {
            var payment = new Allotment { MaximumRights = 135, AllottedRights = allotted }.Payment(amount);

            if (payment.TryGet(out var total)) Assert.Equal(amount * allotted, total.Total);
            else Assert.Equal("amount_per_right", payment.Failures.Single().Field);
        }
    }

    private static void Check(Outcome<EventSettlement> judged)
    {
        if (!judged.TryGet(out var settled))
        {
            Assert.All(judged.Failures, failure => Assert.True(failure.Field.Length > 0 && failure.Reason.Length > 0, failure.ToString()));
            return;
        }

        // Whole yen that add up; a sum that no decimal holds would be a failure.
        var amounts = settled.Exercise!;
        Assert.True(amounts.Shares >= 1m);
        if (amounts.BookValue is not { } bookValue) return;

        Assert.Equal(bookValue + amounts.AmountPayable, amounts.CapitalStock + amounts.CapitalReserve + amounts.OtherCapitalSurplus + amounts.TreasuryBookValue);
        Assert.All(
            new[] { amounts.CapitalStock, amounts.CapitalReserve, amounts.OtherCapitalSurplus },
            amount => Assert.Equal(decimal.Floor(amount!.Value), amount));
    }
}
