using System.Globalization;
using Pricing.Actions;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.MarketData.Actions;

/// <summary>
/// Adds what a source says of corporate actions to what is stored. A row is about a stored action where kind and ex-date
/// or kind and record date are the same; it may state what was not known yet. What differs is reported, unless it may
/// replace.
/// </summary>
internal sealed class ActionMerge(string code, ActionHistory? stored)
{
    private readonly List<DataSource> sources = [.. stored?.Sources ?? []];
    private readonly List<StatedAction> statements = [.. stored?.Statements ?? []];

    /// <summary>How many statements were new.</summary>
    public int Added { get; private set; }

    /// <summary>How many said what was known.</summary>
    public int Repeated { get; private set; }

    /// <summary>Everything that is known now.</summary>
    public ActionHistory Result => new() { Code = code, Sources = sources, Statements = statements };

    /// <summary>Adds one statement.</summary>
    /// <param name="stated">The statement; its numbers of action and source do not count.</param>
    /// <param name="source">Its source.</param>
    /// <param name="replace">Whether it may replace what is stored.</param>
    /// <returns>What differs from what is stored, and keeps the statement out.</returns>
    public IReadOnlyList<Failure> Add(StatedAction stated, DataSource source, bool replace)
    {
        if (Result.Current.FirstOrDefault(known => IsSame(known.Action, stated.Action)) is not { } before)
        {
            Keep(stated with { Number = statements.Count == 0 ? 0 : statements.Max(known => known.Number) + 1 }, source);
            return [];
        }

        var differences = Differences(before.Action, stated.Action).ToList();
        if (differences.Count > 0 && !replace) return differences;

        var together = differences.Count > 0 ? stated.Action : Together(before.Action, stated.Action);
        if (together == before.Action) Repeated++;
        else Keep(new(before.Number, together, stated.MeantReason ?? before.MeantReason, 0), source);
        return [];
    }

    private static bool IsSame(CorporateAction known, CorporateAction stated) =>
        known.Kind == stated.Kind
        && (known.ExDate == stated.ExDate || (known.RecordDate is not null && known.RecordDate == stated.RecordDate));

    private static CorporateAction Together(CorporateAction known, CorporateAction stated) => known with
    {
        NewPerOld = known.NewPerOld ?? stated.NewPerOld,
        RecordDate = known.RecordDate ?? stated.RecordDate,
        EffectiveDate = known.EffectiveDate ?? stated.EffectiveDate,
        AnnouncedOn = known.AnnouncedOn ?? stated.AnnouncedOn,
        IsConditional = known.IsConditional || stated.IsConditional,
        MeetingDate = known.MeetingDate ?? stated.MeetingDate,
        Reference = known.Reference ?? stated.Reference,
    };

    private IEnumerable<Failure> Differences(CorporateAction known, CorporateAction stated)
    {
        (string Field, string? Stated, string? Stored)[] fields =
        [
            ("ratio", Text(stated.NewPerOld), Text(known.NewPerOld)),
            ("ex_date", Text(stated.ExDate), Text(known.ExDate)),
            ("record_date", Text(stated.RecordDate), Text(known.RecordDate)),
            ("effective_date", Text(stated.EffectiveDate), Text(known.EffectiveDate)),
            ("announced_on", Text(stated.AnnouncedOn), Text(known.AnnouncedOn)),
            ("meeting_date", Text(stated.MeetingDate), Text(known.MeetingDate)),
        ];
        return fields
            .Where(field => field.Stated is not null && field.Stored is not null && field.Stated != field.Stored)
            .Select(field => new Failure(
                ReasonCode.ConflictingData,
                field.Field,
                field.Stated!,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{field.Stored} is stored for the {SettingWords.Of(known.Kind)} of {code} with the ex-date {known.ExDate:yyyy-MM-dd} and stays")));
    }

    private static string? Text(DateOnly? date) => date is { } day ? DateText.Of(day) : null;

    private static string? Text(Ratio? ratio) => ratio is { } value ? DecimalText.Of(value) : null;

    private void Keep(StatedAction statement, DataSource source)
    {
        var number = sources.IndexOf(source);
        if (number < 0)
        {
            number = sources.Count;
            sources.Add(source);
        }

        statements.Add(statement with { Source = number });
        Added++;
    }
}
