using Pricing.Grants.Exercise;
using Pricing.Grants.Terms;

namespace Pricing.Grants.Life;

/// <summary>Office, death and inheritance (release, section 11, items 2 and 3).</summary>
internal static class OfficeRules
{
    public static Outcome<EventSettlement> Leave(LifeState state, LifeEvent item)
    {
        if (item.OfficeLost is not { } lost) return Missing("office_lost", item);
        var found = Holder(state, item);
        if (!found.TryGet(out var holder)) return found.Failures.ToList();
        if (holder.Kind == HolderKind.Heir) return Refused("2", item, "an heir is not bound by an office");
        if (holder.Died <= item.Date) return Refused("2", item, $"the holder died on {Text.Of(holder.Died.Value)}; rights pass to the heir");

        var terms = state.Terms;
        if (terms.Offices.Count > 0 && !IsAmong(lost, terms.Offices))
            return Invalid.Field("office_lost", lost, $"is none of the offices that keep the right: {string.Join(", ", terms.Offices)}");

        if (IsAmong(lost, item.OfficesKept)) return Invalid.Field("office_kept", lost, "is the office that was lost");

        var kept = Keeps(terms, item.OfficesKept);
        if (!kept.TryGet(out var keeps)) return kept.Failures.ToList();
        if (keeps)
        {
            return state.Settled(item.Holder) with
            {
                Rules = [RuleAnswer.Met("11", $"item 2: the holder keeps {string.Join(", ", item.OfficesKept)} and with it the right")],
            };
        }

        if (holder.LostOffice is { } before && before <= item.Date)
            return Refused("2", item, $"the holder lost the right's office on {Text.Of(before)} already");

        var days = ExerciseWindow.AfterLosingOffice(state.Conditions, item.Date);
        if (!days.TryGet(out var window)) return days.Failures.ToList();

        state.Set(holder with { LostOffice = item.Date, Window = window });
        return state.Settled(item.Holder) with
        {
            Window = window,
            LastDay = window?.To,
            Rules =
            [
                RuleAnswer.Met("11", window is { } open
                    ? $"item 2: the holder can exercise in {open}"
                    : "item 2: no day is left on which the holder could exercise"),
            ],
            Notes =
            [
                .. item.OfficesKept
                    .Where(office => !IsAmong(office, terms.Offices))
                    .Select(office => $"{office} is none of the offices that keep the right"),
                .. UnknownHolder(state),
            ],
        };
    }

    public static Outcome<EventSettlement> Die(LifeState state, LifeEvent item)
    {
        var found = Holder(state, item);
        if (!found.TryGet(out var holder)) return found.Failures.ToList();
        if (holder.Died is { } before) return Refused("3", item, $"the holder died on {Text.Of(before)} already");

        var died = holder with { Died = item.Date };
        state.Set(died);
        var end = state.LastDayOfPeriod;
        var isOver = item.Date > end;
        var lastDay = holder.HadEndedBy(item.Date) ? holder.LastDay : isOver ? end : holder.Kind == HolderKind.Heir ? item.Date : null;
        return state.Settled(item.Holder) with
        {
            LastDay = lastDay,
            Rules =
            [
                lastDay == end && isOver ? RuleAnswer.Met("5", $"the last day of exercise was {Text.Of(end)}; nothing passes to an heir") :
                RuleAnswer.Met("11", holder.Kind == HolderKind.Heir ? "item 3: the rights of an heir pass to nobody"
                    : lastDay is { } ended ? $"item 2: the last day was {Text.Of(ended)}; nothing passes to an heir"
                    : "item 3: the rights pass to one heir"),
            ],
            Notes = [.. UnknownHolder(state)],
        };
    }

    public static Outcome<EventSettlement> Inherit(LifeState state, LifeEvent item)
    {
        if (item.Heir is not { } heir) return Missing("heir", item);
        var found = Holder(state, item);
        if (!found.TryGet(out var holder)) return found.Failures.ToList();

        if (holder.Kind == HolderKind.Heir) return RefusedHeir("holder", SettingWords.Of(HolderKind.Heir), "the heir of an heir inherits nothing");
        if (holder.PassedTo is not null) return RefusedHeir("heirs", "2", "exactly one heir can inherit the rights");
        if (holder.Died is not { } died)
            return new Failure(ReasonCode.UnknownEvent, "holder", holder.Holder, "no event died of this holder up to this day is stored");
        if (holder.HadEndedBy(died))
            return Refused("3", item, $"the last day {Text.Of(holder.LastDay!.Value)} was before the death on {Text.Of(died)}; nothing passes to an heir");
        if (died > state.LastDayOfPeriod)
            return new Failure(ReasonCode.RefusedBySection5, "date", Text.Of(item.Date), $"section 5: the last day of exercise {Text.Of(state.LastDayOfPeriod)} was before the death on {Text.Of(died)}; nothing passes to an heir");
        if (state.Has(heir))
            return Invalid.Field("heir", heir, "has rights of this grant already; give the heir an id of its own");
        if (item.Rights != 0m && item.Rights != (holder.Rights ?? item.Rights))
            return Refused("3", item, $"one heir inherits all rights of the holder, who has {Text.Of(holder.Rights!.Value)}");

        var days = ExerciseWindow.ForHeir(state.Conditions, item.Date);
        if (!days.TryGet(out var window)) return days.Failures.ToList();

        state.Set(holder with { Rights = holder.Rights is null ? null : 0, PassedTo = heir });
        state.Set(new()
        {
            Holder = heir,
            Kind = HolderKind.Heir,
            Rights = holder.Rights,
            Inherited = item.Date,
            From = holder.Holder,
            Window = window,
        });
        return state.Settled(heir) with
        {
            Window = window,
            LastDay = window?.To,
            Rules =
            [
                RuleAnswer.Met("11", window is { } open
                    ? $"item 3: the heir can exercise in {open}"
                    : "item 3: no day is left on which the heir could exercise"),
            ],
            Notes = [.. UnknownHolder(state)],
        };
    }

    /// <summary>Whether the offices that are kept keep the right.</summary>
    private static Outcome<bool> Keeps(LifeTerms terms, IReadOnlyList<string> kept)
    {
        if (kept.Count == 0) return false;
        if (terms.OfficeRule is not { } rule) return ExerciseWindow.NotStated("office_rule");
        if (rule == OfficeRule.All) return false;
        if (terms.Offices.Count == 0) return ExerciseWindow.NotStated("offices");
        return kept.Any(office => IsAmong(office, terms.Offices));
    }

    private static bool IsAmong(string office, IReadOnlyList<string> offices) => offices.Contains(office, StringComparer.OrdinalIgnoreCase);

    private static Outcome<HolderStanding> Holder(LifeState state, LifeEvent item)
    {
        if (item.Holder is not { } name) return Missing("holder", item);
        if (item.Date < state.Terms.AllotmentDate)
            return Invalid.Field("date", item.Date, $"before the allotment on {Text.Of(state.Terms.AllotmentDate)}");
        return state.Find(name) is { } holder ? holder : LifeState.NoHolder(name);
    }

    private static IEnumerable<string> UnknownHolder(LifeState state) =>
        state.KnowsHolders ? [] : ["the holders of this grant are not stored: whether this one has rights is not checked"];

    private static Failure Missing(string field, LifeEvent item) =>
        Invalid.Field(field, "", $"is missing beside {SettingWords.InFiles(item.Kind)}");

    private static Failure RefusedHeir(string field, string value, string reason) =>
        new(ReasonCode.RefusedBySection11, field, value, $"section 11, item 3: {reason}");

    private static Failure Refused(string item, LifeEvent of, string reason) =>
        new(ReasonCode.RefusedBySection11, "date", Text.Of(of.Date), $"section 11, item {item}: {reason}");
}
