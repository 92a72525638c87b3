namespace Pricing.Actions;

/// <summary>What speaks against a corporate action as somebody states it.</summary>
public static class ActionCheck
{
    /// <summary>The ex-date that the action's other dates lead to; null where none do.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="recordDate">The record date, where stated.</param>
    /// <param name="effectiveDate">The effective date, where stated.</param>
    public static DateOnly? ExDateOf(CorporateActionKind kind, DateOnly? recordDate, DateOnly? effectiveDate) => kind switch
    {
        CorporateActionKind.Consolidation => effectiveDate is { } effective ? ExDateRule.FromEffectiveDate(effective) : null,
        CorporateActionKind.Split or CorporateActionKind.GratisAllotment or CorporateActionKind.RightsOffering =>
            recordDate is { } record ? ExDateRule.FromRecordDate(record) : null,
        _ => null,
    };

    /// <summary>
    /// Checks an action: its ratio against its kind, its dates against each other, and a stated ex-date against the one
    /// that follows from the record date.
    /// </summary>
    /// <param name="action">The action.</param>
    /// <param name="isMeant">Whether a reason is stated why another ex-date is meant.</param>
    /// <returns>Every failure; none where nothing speaks against it.</returns>
    public static IReadOnlyList<Failure> Check(CorporateAction action, bool isMeant) =>
        [.. RatioFailures(action), .. DateFailures(action), .. isMeant ? [] : ExDateFailures(action)];

    private static IEnumerable<Failure> RatioFailures(CorporateAction action)
    {
        if (!action.IsByRatio) yield break;
        if (action.NewPerOld is not { Numerator: > 0, Denominator: > 0 } ratio)
            yield return Invalid.Field("ratio", "", "is missing or not above 0; write 1:2 for one old share into two new ones");
        else if (action.Kind == CorporateActionKind.Consolidation && ratio.Compare(1m) > 0)
            yield return Invalid.Field("ratio", ratio, "a consolidation has fewer new shares than old ones; write 10:1 for ten into one");
        else if (action.Kind != CorporateActionKind.Consolidation && ratio.Compare(1m) < 0)
            yield return Invalid.Field("ratio", ratio, "has fewer new shares than old ones: that is a consolidation; write 1:2 for one into two");
    }

    private static IEnumerable<Failure> DateFailures(CorporateAction action)
    {
        if (action.RecordDate < action.ExDate)
            yield return Invalid.Field("record_date", action.RecordDate.Value, $"is before the ex-date {Text.Of(action.ExDate)}");
        if (action.EffectiveDate < action.ExDate)
            yield return Invalid.Field("effective_date", action.EffectiveDate.Value, $"is before the ex-date {Text.Of(action.ExDate)}");
        if (action.IsByRatio && action.EffectiveDate < action.RecordDate)
            yield return Invalid.Field("effective_date", action.EffectiveDate.Value, $"is before the record date {Text.Of(action.RecordDate.Value)}");
        if (action.MeetingDate is { } meeting && !action.IsConditional)
            yield return Invalid.Field("meeting_date", meeting, "belongs to an action that hangs on a meeting; state conditional as yes");
    }

    private static IEnumerable<Failure> ExDateFailures(CorporateAction action)
    {
        if (action.AnnouncedOn > action.ExDate)
        {
            yield return Invalid.Field(
                "announced_on",
                action.AnnouncedOn.Value,
                $"is after the ex-date {Text.Of(action.ExDate)}; correct it, or say in meant_reason why it is meant");
        }

        if (ExDateOf(action.Kind, action.RecordDate, action.EffectiveDate) is not { } expected || expected == action.ExDate)
            yield break;

        yield return Invalid.Field(
            "ex_date",
            action.ExDate,
            $"by the exchange's settlement rule of its time the ex-date is {Text.Of(expected)}; correct it, or say in meant_reason why another one is meant");
    }
}
