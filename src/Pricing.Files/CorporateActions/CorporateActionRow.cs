using Pricing.Actions;

namespace Pricing.Files.CorporateActions;

/// <summary>What a table of corporate actions says about one action.</summary>
/// <param name="Line">The line on which it stands.</param>
/// <param name="Code">The share, five characters.</param>
/// <param name="Kind">What it is.</param>
/// <param name="NewPerOld">New shares for one old one; null for an action without a ratio.</param>
/// <param name="RecordDate">The record date; null where it is not stated.</param>
/// <param name="EffectiveDate">The day on which it takes effect; null where it is not stated.</param>
/// <param name="ExDate">The ex-date; null where it is not stated.</param>
/// <param name="AnnouncedOn">The day on which it was announced; null where it is not stated.</param>
/// <param name="IsConditional">Whether it hangs on the approval of a general meeting; null where it is not stated.</param>
/// <param name="MeetingDate">The day on which that meeting ends; null where it is not stated.</param>
/// <param name="Reference">The document that shows it; null where it is not stated.</param>
/// <param name="MeantReason">Why what looks wrong is meant; null where it is not stated.</param>
/// <param name="WithdrawnReason">Why the action, which is stored, never was or will not be; null where it stands.</param>
public sealed record CorporateActionRow(
    int Line,
    string Code,
    CorporateActionKind Kind,
    Ratio? NewPerOld,
    DateOnly? RecordDate,
    DateOnly? EffectiveDate,
    DateOnly? ExDate,
    DateOnly? AnnouncedOn,
    bool? IsConditional,
    DateOnly? MeetingDate,
    string? Reference,
    string? MeantReason,
    string? WithdrawnReason)
{
    /// <summary>
    /// The action. An ex-date that is not stated is the one that follows from the other dates; of a merger and the like, which
    /// have no rule of their own, it is that of a record date before the effective date, else the effective date.
    /// </summary>
    /// <returns>The action; null where no ex-date is stated and none follows.</returns>
    public CorporateAction? ToAction() =>
        (ExDate ?? ActionCheck.ExDateOf(Kind, RecordDate, EffectiveDate) ?? DayOfDecided()) is { } exDate
            ? new()
            {
                Kind = Kind,
                NewPerOld = NewPerOld,
                ExDate = exDate,
                RecordDate = RecordDate,
                EffectiveDate = EffectiveDate,
                AnnouncedOn = AnnouncedOn,
                IsConditional = IsConditional ?? false,
                MeetingDate = MeetingDate,
                Reference = Reference,
            }
            : null;

    private DateOnly? DayOfDecided() =>
        Kind is CorporateActionKind.Split or CorporateActionKind.GratisAllotment or CorporateActionKind.Consolidation
            ? null
            : EffectiveDate is { } effective && !(RecordDate < effective) ? effective
            : RecordDate is { } record ? ExDateRule.FromRecordDate(record) : null;
}
