using System.Globalization;
using Pricing.Grants.Adjustments;
using Pricing.Grants.Exercise;

namespace Pricing.Grants.Life;

/// <summary>An exercise: accepted with what it delivers, costs and adds to capital, or refused by section (release, sections 3 to 6, 10 and 11).</summary>
internal static class ExerciseRules
{
    private const string NoHolders = "the holders of this grant are not stored";

    public static Outcome<EventSettlement> Settle(LifeState state, LifeEvent item)
    {
        var failures = state.Missing(item).ToList();
        if (item.Date >= state.Terms.AllotmentDate && state.OutsidePeriod(item.Date) is { } outside) failures.Add(outside);
        var rules = new List<RuleAnswer>
        {
            RuleAnswer.Met("5", InPeriod(state.Conditions.Period, item.Date)),
        };
        DateWindow? window = null;
        if (item.Holder is null && state.KnowsHolders && item.Rights == state.Outstanding)
        {
            failures.AddRange(OfAllHolders(state, item.Date, rules));
        }
        else if (item.Holder is null)
        {
            rules.Add(RuleAnswer.NotChecked("7", "no holder is named"));
            rules.Add(RuleAnswer.NotChecked("11", "no holder is named"));
        }
        else if (state.Find(item.Holder) is { } holder)
        {
            rules.Add(state.KnowsHolders
                ? RuleAnswer.Met("7", string.Create(CultureInfo.InvariantCulture, $"the holder has {holder.Rights} rights by {(holder.Kind == HolderKind.Heir ? "inheritance" : "allotment")}"))
                : RuleAnswer.NotChecked("7", NoHolders));
            var days = OfHolder(state, holder, item.Date, rules);
            failures.AddRange(days.Failures);
            window = days.TryGet(out var found) ? found : null;
        }

        var amounts = Amounts(state, item, failures);
        if (failures.Count > 0) return failures.Distinct().ToList();

        List<string> notes = [.. RetroactiveNotes(state, item, amounts!), .. CapitalNotes(state.Terms.Currency)];
        state.Take(item.Holder, amounts!.Rights);
        return state.Settled(item.Holder) with
        {
            Window = window,
            LastDay = window?.To,
            Exercise = amounts,
            Rules = [.. rules.Distinct()],
            Notes = notes,
        };
    }

    /// <summary>Why not all who have rights left can exercise on a day: all rights are theirs, so each is held to the rules, named or not.</summary>
    private static List<Failure> OfAllHolders(LifeState state, DateOnly date, List<RuleAnswer> rules)
    {
        var holders = state.Holders.Where(holder => holder.Rights > 0).OrderBy(holder => holder.Holder, StringComparer.Ordinal).ToList();
        var known = holders.Sum(holder => holder.Rights!.Value);
        if (known == state.Outstanding)
        {
            rules.Add(RuleAnswer.Met("7", string.Create(CultureInfo.InvariantCulture, $"all {known} rights that are left are those of the holders")));
        }
        else
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"of {state.Outstanding - known} of the rights it is not stored who has them");
            rules.Add(RuleAnswer.NotChecked("7", text));
            rules.Add(RuleAnswer.NotChecked("11", text));
        }

        return [.. holders.SelectMany(holder => OfHolder(state, holder, date, rules).Failures.Select(failure => failure.Field == "date"
            ? failure with { Field = "holder", Value = holder.Holder }
            : failure))];
    }

    /// <summary>The days on which a holder can exercise; fails where the date is none of them.</summary>
    private static Outcome<DateWindow?> OfHolder(LifeState state, HolderStanding holder, DateOnly date, List<RuleAnswer> rules)
    {
        var item = holder.Kind == HolderKind.Heir ? "3" : "2";
        if (holder.Died < date) return Refused("3", date, holder.Kind == HolderKind.Heir
            ? $"the heir died on {Text.Of(holder.Died.Value)}, and the rights of an heir pass to nobody"
            : $"the holder died on {Text.Of(holder.Died.Value)}; only the one heir can exercise");
        if (holder.HasWindow && !IsInOffice(holder, date))
        {
            if (holder.Window is not { } window) return Refused(item, date, "the holder has no day to exercise on");
            if (!window.Contains(date)) return Refused(item, date, $"the holder can exercise in {window}");

            rules.Add(RuleAnswer.Met("11", holder.Kind == HolderKind.Heir
                ? $"item 3: the heir, who inherited on {Text.Of(holder.Inherited!.Value)}, can exercise in {window}"
                : $"item 2: office was lost on {Text.Of(holder.LostOffice!.Value)}; the holder can exercise in {window}"));
            return Days(window);
        }

        if (!state.KnowsHolders)
        {
            rules.Add(RuleAnswer.NotChecked("11", NoHolders));
            return Days(null);
        }

        if (state.Conditions.AlsoInOffice)
        {
            rules.Add(RuleAnswer.Met("11", "item 2: the holder is in office, and the terms let holders in office exercise"));
            return Days(null);
        }

        return state.Conditions.DaysAfterLosingOffice is { } days
            ? Refused("2", date, string.Create(CultureInfo.InvariantCulture, $"the holder can exercise only within {days} days from the day after losing office, and no loss of office before this day is stored"))
            : ExerciseWindow.NotStated("days_after_office");
    }

    // Beyond its period a right is exercised on the business date alone to which the last day is moved.
    private static string InPeriod(DateWindow period, DateOnly date) => period.Contains(date)
        ? $"{Text.Of(date)} is in the exercise period {period}"
        : $"{Text.Of(date)} is behind the exercise period {period}; its last day, no business date, is moved to the next one by last_day_rule";

    private static bool IsInOffice(HolderStanding holder, DateOnly date) => holder.Kind == HolderKind.Allottee && holder.LostOffice >= date;

    private static ExerciseAmounts? Amounts(LifeState state, LifeEvent item, List<Failure> failures)
    {
        var terms = state.Terms;
        var shares = SharesPerRight.InForce(terms.SharesPerRight, terms.StatedAsOf, state.Adjustments, item.Date);
        var price = ExercisePrice.InForce(terms.ExercisePrice, terms.StatedAsOf, state.Adjustments, item.Date);
        failures.AddRange(shares.Failures.Concat(price.Failures).Distinct());
        if (!shares.TryGet(out var number) || !price.TryGet(out var x)) return null;

        if (number is not { } perRight || x is not { } perShare)
        {
            failures.Add(NotKnownYet(item.Date));
            return null;
        }

        var settled = ExerciseSettlement.Of(new()
        {
            Date = item.Date,
            Rights = item.Rights,
            SharesPerRight = perRight,
            ExercisePrice = perShare,
        });

        // What speaks against the number of rights as such is said already.
        if (!settled.TryGet(out var exercise))
        {
            failures.AddRange(settled.Failures.Where(failure => failure.Field != "rights" || failure.Code == ReasonCode.RefusedBySection10));
            return null;
        }

        var amounts = new ExerciseAmounts
        {
            Rights = exercise.Rights,
            SharesPerRight = perRight,
            ExercisePrice = perShare,
            Shares = exercise.Shares,
            DroppedFraction = exercise.DroppedFraction,
            AmountPayable = exercise.AmountPayable,
            NewShares = exercise.Shares,
            TreasuryShares = 0m,
            BookValueOrigin = "",
        };
        return ExerciseBooks.Of(state, item, amounts, failures);
    }

    /// <summary>The answer where of a split nobody knows yet from when on its number applies.</summary>
    internal static Failure NotKnownYet(DateOnly date) => new(
        ReasonCode.NotDetermined,
        "date",
        Text.Of(date),
        "not known yet: of a split only the ex-date is known, or the day of the meeting is not on which it hangs, so which number and exercise price are in force is open; store the corporate action with its record date and the day of its meeting");

    private static IEnumerable<string> RetroactiveNotes(LifeState state, LifeEvent item, ExerciseAmounts amounts)
    {
        var later = SharesPerRight.InForce(
            state.Terms.SharesPerRight, state.Terms.StatedAsOf, state.Adjustments, item.Date, DateOnly.MaxValue);
        if (later.TryGet(out var number) && number is { } perRight && perRight != amounts.SharesPerRight)
        {
            yield return $"a split that a general meeting approved afterwards applies back to before this day: {Text.Of(perRight)} shares a right "
                + $"instead of {Text.Of(amounts.SharesPerRight)} (section 3)";
        }
    }

    private static IEnumerable<string> CapitalNotes(Currency currency)
    {
        if (currency != Currency.Yen)
        {
            yield return $"capital stock, capital reserve and other capital surplus are not known: they are counted in whole yen (section 6), and the amounts are in {currency.Code}; "
                + "needed are the book value and the amount payable in yen by the rates of the books";
        }
    }

    private static Failure Refused(string item, DateOnly date, string reason) =>
        new(ReasonCode.RefusedBySection11, "date", Text.Of(date), $"section 11, item {item}: {reason}");

    private static Outcome<DateWindow?> Days(DateWindow? days) => days;
}
