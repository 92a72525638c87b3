namespace Pricing.Files.CorporateActions;

/// <summary>What a table of corporate actions says about one action.</summary>
/// <param name="Line">The line on which it stands.</param>
/// <param name="Code">The share, five characters.</param>
/// <param name="Kind">The English word of the kind: <c>split</c>, <c>consolidation</c>, <c>merger</c>.</param>
/// <param name="NewPerOld">New shares for one old one; null for an action without a ratio.</param>
/// <param name="RecordDate">The record date; null where it is not stated.</param>
/// <param name="EffectiveDate">The day on which it takes effect; null where it is not stated.</param>
/// <param name="ExDate">The ex-date; null where it is not stated.</param>
/// <param name="AnnouncedOn">The day on which it was announced; null where it is not stated.</param>
/// <param name="IsConditional">Whether it hangs on the approval of a general meeting.</param>
/// <param name="MeetingDate">The day on which that meeting ends; null where it is not stated.</param>
/// <param name="Reference">The document that shows it; null where it is not stated.</param>
/// <param name="MeantReason">Why what looks wrong is meant; null where it is not stated.</param>
public sealed record CorporateActionRow(
    int Line,
    string Code,
    string Kind,
    Ratio? NewPerOld,
    DateOnly? RecordDate,
    DateOnly? EffectiveDate,
    DateOnly? ExDate,
    DateOnly? AnnouncedOn,
    bool IsConditional,
    DateOnly? MeetingDate,
    string? Reference,
    string? MeantReason);
