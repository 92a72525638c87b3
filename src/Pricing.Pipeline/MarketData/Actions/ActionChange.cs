using System.Globalization;
using Pricing.Actions;
using Pricing.Pipeline.MarketData.Normalised;

namespace Pricing.Pipeline.MarketData.Actions;

/// <summary>What a row makes of a stored action.</summary>
/// <param name="known">The action as it is known.</param>
/// <param name="said">What the row says of it.</param>
internal sealed class ActionChange(CorporateAction known, SaidAction said)
{
    private readonly CorporateAction stated = said.Action;

    /// <summary>The action with what the row states and was not known.</summary>
    public CorporateAction Completed => known with
    {
        NewPerOld = known.NewPerOld ?? stated.NewPerOld,
        RecordDate = known.RecordDate ?? stated.RecordDate,
        EffectiveDate = known.EffectiveDate ?? stated.EffectiveDate,
        AnnouncedOn = known.AnnouncedOn ?? stated.AnnouncedOn,
        IsConditional = known.IsConditional || stated.IsConditional,
        MeetingDate = known.MeetingDate ?? stated.MeetingDate,
        Reference = known.Reference ?? stated.Reference,
    };

    /// <summary>The action with whatever the row states; what it leaves out stays.</summary>
    public CorporateAction Replaced => known with
    {
        Kind = stated.Kind,
        NewPerOld = stated.NewPerOld ?? known.NewPerOld,
        ExDate = ExDate,
        RecordDate = stated.RecordDate ?? known.RecordDate,
        EffectiveDate = stated.EffectiveDate ?? known.EffectiveDate,
        AnnouncedOn = stated.AnnouncedOn ?? known.AnnouncedOn,
        IsConditional = said.IsConditional ?? known.IsConditional,
        MeetingDate = said.IsConditional == false ? stated.MeetingDate : stated.MeetingDate ?? known.MeetingDate,
        Reference = stated.Reference ?? known.Reference,
    };

    // One that the row does not state follows from its dates; where they are the known ones, it says nothing new.
    private DateOnly ExDate => said.HasExDate
        || (stated.RecordDate ?? known.RecordDate, stated.EffectiveDate ?? known.EffectiveDate) != (known.RecordDate, known.EffectiveDate)
            ? stated.ExDate
            : known.ExDate;

    /// <summary>What differs; another document for the same is no difference.</summary>
    /// <param name="code">The share, five characters.</param>
    public IEnumerable<Failure> Differences(string code)
    {
        (string Field, string? Stated, string? Known)[] fields =
        [
            ("ratio", Text(stated.NewPerOld), Text(known.NewPerOld)),
            ("ex_date", Text(ExDate), Text(known.ExDate)),
            ("record_date", Text(stated.RecordDate), Text(known.RecordDate)),
            ("effective_date", Text(stated.EffectiveDate), Text(known.EffectiveDate)),
            ("announced_on", Text(stated.AnnouncedOn), Text(known.AnnouncedOn)),
            ("conditional", said.IsConditional == false ? "no" : null, known.IsConditional ? "yes" : null),
            ("meeting_date", Text(stated.MeetingDate), Text(known.MeetingDate)),
        ];
        return fields
            .Where(field => field.Stated is not null && field.Known is not null && field.Stated != field.Known)
            .Select(field => new Failure(
                ReasonCode.ConflictingData,
                field.Field,
                field.Stated!,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{field.Known} is stored for the {SettingWords.Of(known.Kind)} of {SecurityCode.Shown(code)} with the ex-date {known.ExDate:yyyy-MM-dd} and stays")));
    }

    /// <summary>What was stated of an action and is stated otherwise now; what was not known before took the place of nothing.</summary>
    /// <param name="before">The action before.</param>
    /// <param name="after">The action now.</param>
    public static IEnumerable<ChangedFigure> Between(CorporateAction before, CorporateAction after) =>
        from figure in new (string Field, string? Before, string? After)[]
        {
            ("kind", SettingWords.InFiles(before.Kind), SettingWords.InFiles(after.Kind)),
            ("ratio", Text(before.NewPerOld), Text(after.NewPerOld)),
            ("ex_date", Text(before.ExDate), Text(after.ExDate)),
            ("record_date", Text(before.RecordDate), Text(after.RecordDate)),
            ("effective_date", Text(before.EffectiveDate), Text(after.EffectiveDate)),
            ("announced_on", Text(before.AnnouncedOn), Text(after.AnnouncedOn)),
            ("conditional", before.IsConditional ? "yes" : "no", after.IsConditional ? "yes" : "no"),
            ("meeting_date", Text(before.MeetingDate), Text(after.MeetingDate)),
        }
        where figure.Before is not null && figure.Before != figure.After
        select new ChangedFigure(figure.Field, figure.Before, figure.After ?? ChangedFigure.None);

    private static string? Text(DateOnly? date) => date is { } day ? DateText.Of(day) : null;

    private static string? Text(Ratio? ratio) => ratio is { } value ? DecimalText.Of(value) : null;
}
