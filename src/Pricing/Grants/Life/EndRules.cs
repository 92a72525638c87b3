using System.Globalization;
using Pricing.Grants.Exercise;
using Pricing.Grants.Terms;

namespace Pricing.Grants.Life;

/// <summary>How rights end otherwise than by exercise (release, sections 8, 9 and 11).</summary>
internal static class EndRules
{
    private const string MissingResolution = "section 8: the company acquires the rights on a resolution, and none is stated; say which in resolution";

    public static Outcome<EventSettlement> Forfeit(LifeState state, LifeEvent item) => Take(state, item);

    public static Outcome<EventSettlement> Acquire(LifeState state, LifeEvent item)
    {
        if (state.Terms.Acquisition is not { } clause) return ExerciseWindow.NotStated("acquisition_clause");
        if (clause.Count == 0) return Refused(ReasonCode.RefusedBySection8, "section 8: the terms do not let the company acquire the rights");
        if (item.Resolution is not { } resolution) return Refused(ReasonCode.RefusedBySection8, MissingResolution);
        if (!clause.Any(trigger => KindOf(trigger) == resolution))
        {
            return Refused(
                ReasonCode.RefusedBySection8,
                $"section 8: the company may acquire the rights on a resolution on {string.Join(", ", clause.Select(trigger => SettingWords.InFiles(KindOf(trigger))))} alone",
                SettingWords.InFiles(resolution));
        }

        if (PeriodIsOver(state, item) is { } over) return over;

        return Take(state, item, RuleAnswer.Met("8", $"acquired without consideration on a resolution on {SettingWords.InFiles(resolution)}"));
    }

    public static Outcome<EventSettlement> Reorganise(LifeState state, LifeEvent item)
    {
        if (state.Terms.Reorganisation is not { } clause) return ExerciseWindow.NotStated("reorganisation_clause");
        if (item.Resolution is not { } resolution)
            return Invalid.Field("resolution", "", "is missing beside reorganised: merger, demerger, share_exchange or share_transfer");
        if (!clause.Contains(resolution))
            return Refused(ReasonCode.RefusedBySection9, "section 9: the terms do not provide for successor rights after it", SettingWords.InFiles(resolution));
        if (item.Rights != state.Outstanding)
        {
            return new Failure(
                ReasonCode.RefusedBySection9,
                "rights",
                Text.Of(item.Rights),
                string.Create(CultureInfo.InvariantCulture, $"section 9: successor rights take the place of all rights that remain, {state.Outstanding}"));
        }

        var ended = state.Holders
            .Where(holder => holder.Rights > 0 && holder.HadEndedBy(item.Date))
            .OrderBy(holder => holder.Holder, StringComparer.Ordinal)
            .Select(holder => RefusedEnded(holder.Holder, holder.Rights!.Value, holder.LastDay!.Value))
            .ToList();
        if (ended.Count > 0) return ended;

        var successor = ReorganisationClause.SuccessorPeriod(state.Conditions.Period, item.Date);
        if (successor is null) return Refused(ReasonCode.RefusedBySection5, $"section 5: the exercise period {state.Conditions.Period} has ended", Text.Of(item.Date));
        if (PeriodIsOver(state, item) is { } over) return over;

        var taken = Take(state, item, RuleAnswer.Met("9", $"successor rights after a {SettingWords.InFiles(resolution)}, exercised in {successor}"));
        return taken.TryGet(out var settled) ? settled with { SuccessorPeriod = successor } : taken;
    }

    public static Outcome<EventSettlement> Lapse(LifeState state, LifeEvent item)
    {
        var holder = item.Holder is { } name ? state.Find(name) : null;
        var end = state.LastDayOfPeriod;
        if (holder is { AwaitHeir: true, Died: { } died } && item.Date <= end)
            return Refused11(item, $"item 3: the holder died on {Text.Of(died)}, and the rights wait for the heir; where nobody inherits, the event is forfeited");

        var last = holder?.LastDay is { } own && own < end ? own : end;
        var isSet = holder?.LastDay is not null || item.Date > end;
        if (isSet || state.KnowsHolders)
        {
            if (item.Date <= last && holder is not null)
                return Refused11(item, $"the rights can be exercised to {Text.Of(last)} and lapse on the day after");
            if (item.Date <= end && holder is null && state.KnowsHolders && item.Rights == state.Outstanding)
                return Refused11(item, "not all holders' days are over; state the lapse by holder");
            var taken = Take(state, item, RuleAnswer.Met(last == end ? "5" : "11", $"the last day of exercise was {Text.Of(last)}"));
            if (!taken.TryGet(out var settled)) return taken;

            // Of whom nobody knows how many rights there were, the lapse takes what was left.
            if (item.Holder is { } ended && state.Find(ended) is { Rights: null } unknown) state.Set(unknown with { Rights = 0 });
            return settled with { LastDay = last };
        }

        return Take(state, item, RuleAnswer.NotChecked("11", "the holders of this grant are not stored"));
    }

    private static Failure? PeriodIsOver(LifeState state, LifeEvent item) => item.Date > state.LastDayOfPeriod
        ? Refused(ReasonCode.RefusedBySection5, $"section 5: the last day of exercise was {Text.Of(state.LastDayOfPeriod)}; rights that are left have lapsed", Text.Of(item.Date))
        : null;

    private static Outcome<EventSettlement> Take(LifeState state, LifeEvent item, params IReadOnlyList<RuleAnswer> rules)
    {
        var failures = state.Missing(item).ToList();
        if (failures.Count > 0) return failures;

        state.Take(item.Holder, (int)item.Rights);
        return state.Settled(item.Holder) with { Rules = rules };
    }

    private static ReorganisationKind KindOf(AcquisitionTrigger trigger) => trigger switch
    {
        AcquisitionTrigger.MergerDissolvingCompany => ReorganisationKind.Merger,
        AcquisitionTrigger.ShareExchangeIntoSubsidiary => ReorganisationKind.ShareExchange,
        _ => ReorganisationKind.ShareTransfer,
    };

    private static Failure Refused(ReasonCode code, string reason, string value = "") =>
        new(code, code == ReasonCode.RefusedBySection5 ? "date" : "resolution", value, reason);

    // Companies Act, article 287: a right that its holder can exercise no more is extinguished, so it does not remain.
    private static Failure RefusedEnded(string holder, int rights, DateOnly lastDay) => new(
        ReasonCode.RefusedBySection9,
        "holder",
        holder,
        string.Create(CultureInfo.InvariantCulture, $"section 9: {rights} rights of this holder could be exercised to {Text.Of(lastDay)} and do not remain; state their lapse first"));

    private static Failure Refused11(LifeEvent item, string reason) =>
        new(ReasonCode.RefusedBySection11, "date", Text.Of(item.Date), $"section 11{(reason.StartsWith("item", StringComparison.Ordinal) ? ", " : ": ")}{reason}");
}
