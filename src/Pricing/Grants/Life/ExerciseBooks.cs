using Pricing.Grants.Exercise;

namespace Pricing.Grants.Life;

/// <summary>What an exercise does to the books: new and treasury shares, the book value of the rights, capital (release, section 6).</summary>
internal static class ExerciseBooks
{
    private const string Stated = "stated";
    private const string Assumed = "assumed: fully expensed, never modified";
    private const string NotKnown = "not known yet: the grant-date value is not stored";

    public static ExerciseAmounts? Of(LifeState state, LifeEvent item, ExerciseAmounts amounts, List<Failure> failures)
    {
        var before = failures.Count;
        failures.AddRange(ShareFailures(item, amounts.Shares));
        failures.AddRange(FractionsOfYen(state, item, amounts));
        if (BookValueFailure(state, item) is { } missing) failures.Add(missing);
        if (failures.Count > before) return null;

        var treasury = item.TreasuryShares ?? amounts.Shares - (item.NewShares ?? amounts.Shares);
        var assumed = item.BookValue is null && state.Facts.GrantDateValue is { } perRight
            ? ExactDecimal.Times(perRight, amounts.Rights)
            : null;
        return WithCapital(
            state,
            amounts with
            {
                NewShares = amounts.Shares - treasury,
                TreasuryShares = treasury,
                TreasuryBookValue = item.TreasuryBookValue ?? 0m,
                BookValue = item.BookValue ?? assumed,
                BookValueOrigin = item.BookValue is not null ? Stated : assumed is null ? NotKnown : Assumed,
            },
            failures);
    }

    private static ExerciseAmounts? WithCapital(LifeState state, ExerciseAmounts amounts, List<Failure> failures)
    {
        if (state.Terms.Currency != Currency.Yen || amounts is not { BookValue: { } bookValue }) return amounts;

        var increase = CapitalIncrease.Of(new()
        {
            BookValueOfRights = bookValue,
            CashPaid = amounts.AmountPayable,
            NewShares = amounts.NewShares,
            TreasuryShares = amounts.TreasuryShares,
            TreasuryBookValue = amounts.TreasuryBookValue,
        });
        failures.AddRange(increase.Failures);
        return increase.TryGet(out var capital)
            ? amounts with
            {
                Limit = capital.Limit,
                CapitalStock = capital.CapitalStock,
                CapitalReserve = capital.CapitalReserve,
                OtherCapitalSurplus = capital.OtherCapitalSurplus,
            }
            : null;
    }

    private static IEnumerable<Failure> ShareFailures(LifeEvent item, decimal shares)
    {
        var newShares = item.NewShares ?? shares - (item.TreasuryShares ?? 0m);
        var treasury = item.TreasuryShares ?? shares - newShares;
        if (newShares < 0m || treasury < 0m || newShares != decimal.Floor(newShares) || newShares + treasury != shares)
        {
            yield return Invalid.Field(
                item.NewShares is null ? "treasury_shares" : "new_shares",
                item.NewShares ?? treasury,
                $"new and treasury shares must be whole and come to the {Text.Of(shares)} shares delivered");
        }
        else if (treasury > 0m && item.TreasuryBookValue is null)
        {
            yield return Invalid.Field("treasury_book_value", "", "is missing beside treasury shares");
        }
        else if (treasury == 0m && item.TreasuryBookValue > 0m)
        {
            yield return Invalid.Field("treasury_book_value", item.TreasuryBookValue.Value, "belongs to treasury shares, and none are delivered");
        }
    }

    private static IEnumerable<Failure> FractionsOfYen(LifeState state, LifeEvent item, ExerciseAmounts amounts)
    {
        (string Field, decimal? Amount)[] stated =
        [
            ("book_value", item.BookValue),
            ("grant_date_value", item.BookValue is null ? state.Facts.GrantDateValue : null),
            ("treasury_book_value", item.TreasuryBookValue),
            ("exercise_price", amounts.AmountPayable),
        ];
        foreach (var (field, amount) in stated)
        {
            if (amount is not { } known || WholeYen.Against(state.Terms.Currency, field, known) is not { } fraction) continue;

            yield return field != "exercise_price"
                ? fraction
                : Invalid.Field(field, amounts.ExercisePrice, $"times {DecimalText.Of(amounts.Shares)} shares comes to {DecimalText.Of(known)}, and a fraction of a yen cannot be paid; amend the exercise price");
        }
    }

    private static Failure? BookValueFailure(LifeState state, LifeEvent item) =>
        item.BookValue is null && state.Facts.FirstModified is { } modified && modified <= item.Date
            ? Invalid.Field("book_value", "", $"is missing: the terms were changed on {Text.Of(modified)}, so the grant-date value is not the book value")
            : null;
}
