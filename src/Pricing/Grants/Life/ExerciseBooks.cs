using Pricing.Grants.Exercise;
using Pricing.Grants.Terms;

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
        var (bookValue, origin) = BookValue(state, item, amounts, failures);
        failures.AddRange(ShareFailures(item, amounts.Shares));
        failures.AddRange(FractionsOfYen(state.Terms.Currency, item, amounts));
        if (failures.Count > before) return null;

        var treasury = item.TreasuryShares ?? amounts.Shares - (item.NewShares ?? amounts.Shares);
        return WithCapital(
            state,
            amounts with
            {
                NewShares = amounts.Shares - treasury,
                TreasuryShares = treasury,
                TreasuryBookValue = item.TreasuryBookValue ?? 0m,
                BookValue = bookValue,
                BookValueOrigin = origin,
            },
            failures);
    }

    /// <summary>The book value of the rights exercised: as stated, else by the grant-date value, else not known.</summary>
    private static (decimal? Amount, string Origin) BookValue(
        LifeState state, LifeEvent item, ExerciseAmounts amounts, List<Failure> failures)
    {
        if (item.BookValue is { } stated) return (stated, Stated);
        if (state.Terms.AwardClass == AwardClass.Liability)
        {
            failures.Add(Invalid.Field("book_value", "", "is missing: the award is classified as a liability and measured anew, so the grant-date value is not the book value; the booked cost to date is needed"));
            return (null, NotKnown);
        }

        if (state.Facts.FirstModified is { } modified && modified <= item.Date)
            failures.Add(Invalid.Field("book_value", "", $"is missing: the terms were changed on {Text.Of(modified)}, so the grant-date value is not the book value"));
        if (state.Facts.GrantDateValue is not { } perRight) return (null, NotKnown);

        if (WholeYen.Against(state.Terms.Currency, "grant_date_value", perRight) is { } fraction) failures.Add(fraction);
        var assumed = ExactDecimal.Times(perRight, amounts.Rights);
        if (assumed is null) failures.Add(Invalid.Field("grant_date_value", perRight, $"times {Text.Of(amounts.Rights)} rights is more than a decimal holds"));
        return (assumed, Assumed);
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
        if (newShares < 0m || treasury < 0m || newShares != decimal.Floor(newShares) || treasury != decimal.Floor(treasury) || newShares + treasury != shares)
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

    private static IEnumerable<Failure> FractionsOfYen(Currency currency, LifeEvent item, ExerciseAmounts amounts)
    {
        if (WholeYen.Against(currency, "book_value", item.BookValue ?? 0m) is { } ofRights) yield return ofRights;
        if (WholeYen.Against(currency, "treasury_book_value", item.TreasuryBookValue ?? 0m) is { } ofShares) yield return ofShares;
        if (WholeYen.Against(currency, "exercise_price", amounts.AmountPayable) is not null)
        {
            yield return Invalid.Field(
                "exercise_price",
                amounts.ExercisePrice,
                $"times {DecimalText.Of(amounts.Shares)} shares comes to {DecimalText.Of(amounts.AmountPayable)}, and a fraction of a yen cannot be paid; amend the exercise price");
        }
    }
}
