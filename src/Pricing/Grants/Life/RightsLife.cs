using Pricing.Grants.Adjustments;
using Pricing.Grants.Exercise;

namespace Pricing.Grants.Life;

/// <summary>
/// The life of a grant's rights: every event in the order of its date, each judged by the terms of that day and by those before it. An
/// event that was taken back by another counts on no day. Derived anew whenever anything more is known.
/// </summary>
public sealed class RightsLife
{
    private readonly LifeState state;

    private RightsLife(LifeState state, IReadOnlyList<LifeEntry> entries)
    {
        this.state = state;
        Entries = entries;
    }

    /// <summary>The events by date; of one day in the order of <see cref="LifeEventKind"/>, then by id.</summary>
    public IReadOnlyList<LifeEntry> Entries { get; }

    /// <summary>The rights outstanding after all events that stand.</summary>
    public int Outstanding => state.Outstanding;

    /// <summary>How each holder stands after all events, by id; none where holders are not known and no event names one.</summary>
    public IReadOnlyList<HolderStanding> Holders => [.. state.Holders.OrderBy(holder => holder.Holder, StringComparer.Ordinal)];

    /// <summary>The events that count: without those that were taken back, and without those that take back.</summary>
    /// <param name="events">All events, in any order.</param>
    /// <returns>Those that count, by date.</returns>
    public static IReadOnlyList<LifeEvent> Standing(IReadOnlyList<LifeEvent> events)
    {
        var ordered = Ordered(events);
        return Standing(ordered, Reversals(ordered));
    }

    /// <summary>Goes through the events.</summary>
    /// <param name="terms">The terms of each day.</param>
    /// <param name="facts">What else is known.</param>
    /// <param name="events">The events, in any order.</param>
    /// <param name="areBooked">
    /// Whether they are stored: then their rights are gone until they are taken back, also where by all that is known since
    /// they do not stand.
    /// </param>
    public static RightsLife Of(DatedTerms terms, LifeFacts facts, IReadOnlyList<LifeEvent> events, bool areBooked = false)
    {
        var ordered = Ordered(events);
        var reversals = Reversals(ordered);
        var decisions = Standing(ordered, reversals)
            .Where(item => item is { Kind: LifeEventKind.Adjusted, DecidedShares: not null, DecidedExercisePrice: not null })
            .Select(item => new DecidedAdjustment(item.Date, item.DecidedShares!.Value, item.DecidedExercisePrice!.Value, item.Reference))
            .ToList();
        var state = new LifeState(terms, facts, decisions);
        var entries = new List<LifeEntry>();
        foreach (var item in ordered)
        {
            state.At(item.Date);
            var settled = item.Reverses is not null ? Reversal(state, item, ordered, reversals)
                : reversals.ContainsKey(item.Id) ? state.Settled(item.Holder)
                : Settle(state, item, areBooked && !item.IsNew);
            entries.Add(new(item, settled, reversals.GetValueOrDefault(item.Id)?.Id));
        }

        return new(state, entries);
    }

    /// <summary>The rights that can be exercised no more on a day and whose lapse is not confirmed yet.</summary>
    /// <param name="on">The day.</param>
    public IReadOnlyList<LapseProposal> Lapses(DateOnly on)
    {
        if (state.Outstanding == 0) return [];

        state.At(on);
        var end = state.LastDayOfPeriod;
        var ofHolders = Holders
            .Where(holder => holder.Rights != 0 && holder.PassedTo is null && (holder.LastDay < on || end < on) && (holder.LastDay is not null || state.KnowsHolders))
            .Select(holder => Of(holder, holder.LastDay is { } own && own < end ? own : end, end))
            .ToList();
        return state.KnowsHolders || end >= on
            ? ofHolders
            : [new(null, state.Outstanding, end, "5", "the exercise period has ended")];
    }

    private static LapseProposal Of(HolderStanding holder, DateOnly last, DateOnly end)
    {
        var (section, reason) = last == end ? ("5", "the exercise period has ended")
            : holder.Kind == HolderKind.Heir ? ("11", holder.Died is not null ? "item 3: the heir died" : "item 3: the months of the heir have ended")
            : ("11", "item 2: the days after losing office have ended");
        return new(holder.Holder, holder.Rights, last, section, reason);
    }

    private static Outcome<EventSettlement> Settle(LifeState state, LifeEvent item, bool isBooked)
    {
        var settled = Settle(state, item);
        if (settled.IsSuccess || !isBooked || !item.TakesRights) return settled;

        List<Failure> failures = [.. settled.Failures.Union(state.Missing(item).Where(failure => failure.Code == ReasonCode.RightsNotOutstanding))];
        state.Book(item);
        return failures;
    }

    private static Outcome<EventSettlement> Settle(LifeState state, LifeEvent item) => item.Kind switch
    {
        LifeEventKind.Exercised => ExerciseRules.Settle(state, item),
        LifeEventKind.Forfeited => EndRules.Forfeit(state, item),
        LifeEventKind.Acquired => EndRules.Acquire(state, item),
        LifeEventKind.Reorganised => EndRules.Reorganise(state, item),
        LifeEventKind.Lapsed => EndRules.Lapse(state, item),
        LifeEventKind.LeftOffice => OfficeRules.Leave(state, item),
        LifeEventKind.Died => OfficeRules.Die(state, item),
        LifeEventKind.Inherited => OfficeRules.Inherit(state, item),
        _ => DecisionRules.Adjust(state, item),
    };

    private static List<LifeEvent> Ordered(IEnumerable<LifeEvent> events) =>
    [
        .. events
            .OrderBy(item => item.Date)
            .ThenBy(item => item.Kind)
            .ThenBy(item => item.IsNew)
            .ThenBy(item => item.Id, StringComparer.Ordinal),
    ];

    private static List<LifeEvent> Standing(List<LifeEvent> ordered, Dictionary<string, LifeEvent> reversals) =>
        [.. ordered.Where(item => item.Reverses is null && !reversals.ContainsKey(item.Id))];

    /// <summary>By the event taken back: the one that does; of two, the first by date.</summary>
    private static Dictionary<string, LifeEvent> Reversals(List<LifeEvent> ordered)
    {
        var reversals = new Dictionary<string, LifeEvent>(StringComparer.Ordinal);
        foreach (var item in ordered)
        {
            if (item.Reverses is { } id && ordered.Exists(other => other.Id == id && Reverses(item, other))) reversals.TryAdd(id, item);
        }

        return reversals;
    }

    private static bool Reverses(LifeEvent item, LifeEvent other) =>
        other.Reverses is null
        && other.Kind == item.Kind
        && other.Date <= item.Date
        && (item.Rights == other.Rights || item.Rights == 0m)
        && (item.Holder is null || item.Holder == other.Holder);

    private static Outcome<EventSettlement> Reversal(
        LifeState state, LifeEvent item, List<LifeEvent> ordered, Dictionary<string, LifeEvent> reversals)
    {
        var id = item.Reverses!;
        if (ordered.Find(other => other.Id == id) is not { } other)
            return new Failure(ReasonCode.UnknownEvent, "reverses", id, "no event of this id is stored for the grant");
        if (!Reverses(item, other))
        {
            return Invalid.Field(
                "reverses",
                id,
                $"is the event {SettingWords.InFiles(other.Kind)} of {Text.Of(other.Date)} with {Text.Of(other.Rights)} rights; what takes it back has the same kind, rights and holder, and no earlier date");
        }

        return reversals[id].Id == item.Id
            ? state.Settled(item.Holder) with { Notes = [$"takes back the event {id} of {Text.Of(other.Date)}"] }
            : Invalid.Field("reverses", id, $"was taken back by the event {reversals[id].Id} already");
    }
}
