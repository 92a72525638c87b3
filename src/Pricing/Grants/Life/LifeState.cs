using System.Globalization;
using Pricing.Grants.Adjustments;
using Pricing.Grants.Exercise;
using Pricing.Grants.Terms;

namespace Pricing.Grants.Life;

/// <summary>Where the rights of a grant stand between two events.</summary>
internal sealed class LifeState
{
    private readonly DatedTerms terms;
    private readonly IReadOnlyList<DecidedAdjustment> decisions;
    private readonly Dictionary<(ExercisePriceAdjustment Rule, DateOnly StatedAsOf), IReadOnlyList<NumberAdjustment>> adjustments = [];
    private readonly Dictionary<string, HolderStanding> holders;
    private readonly List<DecidedAdjustment> decided = [];

    public LifeState(DatedTerms terms, LifeFacts facts, IReadOnlyList<DecidedAdjustment> decisions)
    {
        this.terms = terms;
        this.decisions = decisions;
        Terms = terms.On(DateOnly.MinValue);
        Facts = facts;
        Outstanding = Allotted;
        holders = facts.Holdings.ToDictionary(
            holding => holding.Holder,
            holding => new HolderStanding { Holder = holding.Holder, Group = holding.Group, Rights = holding.Rights },
            StringComparer.Ordinal);
    }

    /// <summary>The terms of the day on which the rights are looked at.</summary>
    public LifeTerms Terms { get; private set; }

    public LifeFacts Facts { get; }

    /// <summary>What happened to the rights by these terms: where X is decided, splits await a decision too.</summary>
    public IReadOnlyList<NumberAdjustment> Adjustments
    {
        get
        {
            var terms = (Terms.ExercisePrice.Adjustment, Terms.StatedAsOf);
            if (!adjustments.TryGetValue(terms, out var found))
                adjustments[terms] = found = NumberAdjustment.Of(Facts.Actions, decisions, Terms.StatedAsOf, Terms.ExercisePrice.Adjustment);
            return found;
        }
    }

    /// <summary>
    /// Takes a decision, which the next ones of its day must not contradict; or tells what speaks against it beside the splits and
    /// the decisions that were taken.
    /// </summary>
    public Failure? TakeDecision(LifeEvent item)
    {
        if (item is not { DecidedShares: { } shares, DecidedExercisePrice: { } price }) return null;

        var decision = new DecidedAdjustment(item.Date, shares, price, item.Reference);
        var against = decided.Select(other => DecisionBasis.Against(decision, other)).FirstOrDefault(failure => failure is not null)
            ?? DecisionBasis.Between(item.Date, Adjustments);
        if (against is null) decided.Add(decision);
        return against;
    }

    /// <summary>The rights allotted.</summary>
    public int Allotted => terms.Last.AllottedRights;

    public ExerciseConditions Conditions => Terms.Conditions;

    /// <summary>Whether it is known who was allotted how many rights.</summary>
    public bool KnowsHolders => Facts.Holdings.Count > 0;

    public int Outstanding { get; private set; }

    public IEnumerable<HolderStanding> Holders => holders.Values;

    /// <summary>Looks at the rights on a day: by the terms in force on it.</summary>
    public void At(DateOnly date) => Terms = terms.On(date);

    /// <summary>A holder; null where the holders are known and this is none of them.</summary>
    public HolderStanding? Find(string holder) =>
        holders.GetValueOrDefault(holder) ?? (KnowsHolders ? null : new() { Holder = holder });

    public bool Has(string holder) => holders.ContainsKey(holder);

    public void Set(HolderStanding holder) => holders[holder.Holder] = holder;

    /// <summary>Takes rights of a holder; of all of them where none is named and none is left.</summary>
    public void Take(string? holder, int rights)
    {
        Outstanding -= rights;
        if (holder is null && Outstanding == 0)
        {
            foreach (var other in holders.Values.Where(other => other.Rights is not null).ToList()) Set(other with { Rights = 0 });
        }
        else if (holder is not null && Find(holder) is { } found)
        {
            Set(found with { Rights = found.Rights is { } held ? Math.Max(0, held - rights) : null });
        }
    }

    /// <summary>Takes the rights of a stored event that does not stand any more, as far as there are any.</summary>
    public void Book(LifeEvent item) => Take(item.Holder, (int)Math.Min(Math.Max(item.Rights, 0m), Outstanding));

    /// <summary>What speaks against rights being taken: there must be as many, of the holder too.</summary>
    public IEnumerable<Failure> Missing(LifeEvent item)
    {
        if (item.Date < Terms.AllotmentDate)
            yield return new(ReasonCode.RightsNotOutstanding, "date", Text.Of(item.Date), $"before the allotment on {Text.Of(Terms.AllotmentDate)}");
        if (item.Rights != decimal.Floor(item.Rights))
            yield return new(ReasonCode.RefusedBySection11, "rights", Text.Of(item.Rights), "section 11, item 1: a right is exercised whole");
        if (item.Rights <= 0m)
            yield return Invalid.Field("rights", item.Rights, "must be at least 1");
        if (item.Rights > Outstanding)
            yield return new(ReasonCode.RightsNotOutstanding, "rights", Text.Of(item.Rights), string.Create(CultureInfo.InvariantCulture, $"{Outstanding} of the {Allotted} rights allotted are outstanding"));
        if (item.Holder is null && KnowsHolders && item.Rights != Outstanding)
            yield return Invalid.Field("holder", "", "is missing: the holders of this grant are stored, so rights are one holder's, or all that are outstanding");
        if (item.Holder is { } holder)
        {
            var found = Find(holder);
            if (found is null)
                yield return NoHolder(holder);
            else if (item.Rights > found.Rights && item.Rights <= Outstanding)
                yield return new(ReasonCode.RightsNotOutstanding, "rights", Text.Of(item.Rights), string.Create(CultureInfo.InvariantCulture, $"the holder has {found.Rights}"));
        }
    }

    /// <summary>The failure of an event of somebody to whom nothing was allotted and who inherited nothing.</summary>
    public static Failure NoHolder(string holder) => new(
        ReasonCode.RefusedBySection7,
        "holder",
        holder,
        "sections 7 and 11, item 4: has no rights of this grant; they were not allotted to this holder and pass by inheritance alone");

    /// <summary>What the settlement of any event says.</summary>
    public EventSettlement Settled(string? holder = null) => new()
    {
        RightsOutstanding = Outstanding,
        HolderRights = holder is null ? null : Find(holder)?.Rights,
    };

    /// <summary>Whether the exercise period has begun and not ended; its last day by the rule of the last day.</summary>
    public Failure? OutsidePeriod(DateOnly date)
    {
        var period = Conditions.Period;
        var days = ExerciseWindow.OfPeriod(Conditions);
        if (days.TryGet(out var window))
        {
            return window is { } open && open.Contains(date)
                ? null
                : Refused5(date, window is null ? "the exercise period has no day by its rule of the last day" : $"the exercise period is {window}");
        }

        // Without the rule only the days between the business dates around the last day are in doubt.
        if (date < period.From || date > LatestEnd) return Refused5(date, $"the exercise period is {period}");
        return date < EarliestEnd ? null : days.Failures[0];
    }

    /// <summary>The last day of the exercise period, whatever the rule of the last day; the latest where none is stated.</summary>
    public DateOnly LastDayOfPeriod => ExerciseWindow.OfPeriod(Conditions).TryGet(out var window)
        ? window?.To ?? Conditions.Period.To
        : LatestEnd;

    private DateOnly LatestEnd => Calendars.TokyoCalendar.BusinessDateOnOrAfter(Conditions.Period.To);

    private DateOnly EarliestEnd => Calendars.TokyoCalendar.BusinessDateOnOrBefore(Conditions.Period.To).AddDays(1);

    private static Failure Refused5(DateOnly date, string reason) =>
        new(ReasonCode.RefusedBySection5, "date", Text.Of(date), $"section 5: {reason}");
}
