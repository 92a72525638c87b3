using Pricing.Actions;
using Pricing.Files.Delimited;
using Pricing.Pipeline.MarketData.Actions;
using Pricing.Pipeline.MarketData.Normalised;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.Checks;

/// <summary>Compares stored corporate actions of a share with one body.</summary>
/// <param name="history">All that is stored of the share.</param>
/// <param name="stated">What of it names the body.</param>
/// <param name="reader">Reads the body; null where no reader of its feed is known.</param>
/// <param name="source">The body.</param>
internal sealed class ActionComparison(
    ActionHistory history, IReadOnlyList<StatedAction> stated, IActionBodies? reader, DataSource source)
{
    public string Subject => $"market-data/actions/{history.Code}";

    public async Task<Failure?> DifferenceAsync(BinaryData body, CancellationToken cancellationToken)
    {
        if (reader is null) return null;
        if (await reader.ReadActionsAsync(body.ToMemory(), history.Code, source, cancellationToken) is not { } said) return null;

        var own = said.Where(row => row.Code == history.Code).Select(row => row.Said).ToList();
        foreach (var statement in stated)
        {
            if (!own.Exists(row => Says(row, statement)))
            {
                return Differs(
                    statement.Action.ExDate,
                    $"is not what the body raw-market-data/{source.Sha256} states: {BothSides.Of(Text(statement.Action, statement.WithdrawnReason), own.Select(row => Text(row.Action, row.WithdrawnReason)))}");
            }
        }

        foreach (var row in own)
        {
            if (row.WithdrawnReason is not null)
            {
                if (IsLost(row)) return Differs(row.Action.ExDate, $"is not withdrawn, though the body raw-market-data/{source.Sha256} withdraws it");
            }
            else if (!history.Statements.Any(statement => IsOf(row.Action, statement.Action)))
            {
                return Differs(row.Action.ExDate, $"is not stored, though the body raw-market-data/{source.Sha256} states it");
            }
        }

        return null;
    }

    /// <summary>
    /// Whether the action stood when the body was taken in, and nothing of the body is stored of it. A withdrawal of what was not known was
    /// refused, as was one of what a later file states, and one of what was withdrawn before said nothing new.
    /// </summary>
    private bool IsLost(SaidAction withdrawal)
    {
        // Sources stand in the order in which their statements were added.
        var place = history.Sources.Index().First(pair => pair.Item == source).Index;
        List<StatedAction> before =
        [
            .. history.Statements.Where(statement => statement.Source < place).GroupBy(statement => statement.Number).Select(same => same.Last()),
        ];
        return ActionIdentity.Find(before, withdrawal.Action) is { WithdrawnReason: null } known
            && LaterFile.By(source, history.Sources[known.Source]) is null
            && !stated.Any(statement => statement.Number == known.Number);
    }

    /// <summary>Whether a statement holds what a row of the body says; it may hold what was known before it.</summary>
    private bool Says(SaidAction row, StatedAction statement) =>
        IsOf(row.Action, statement.Action)
        && SaysReason(row.WithdrawnReason, statement.WithdrawnReason)
        && (row.WithdrawnReason is not null || Says(row.Action, statement.Action))
        && (row.Action.ExDate == statement.Action.ExDate || WasKnownBefore(statement));

    // An earlier version stored the apostrophe that keeps a text from being a formula.
    private static bool SaysReason(string? read, string? stored) => read == stored || (stored is not null && read == CsvField.TextOf(stored));

    private static bool Says(CorporateAction row, CorporateAction statement) =>
        (row.NewPerOld is null || row.NewPerOld == statement.NewPerOld)
        && (row.RecordDate is null || row.RecordDate == statement.RecordDate)
        && (row.EffectiveDate is null || row.EffectiveDate == statement.EffectiveDate)
        && (row.MeetingDate is null || row.MeetingDate == statement.MeetingDate);

    private static bool IsOf(CorporateAction row, CorporateAction statement) =>
        row.Kind == statement.Kind
        && (row.ExDate == statement.ExDate
            || (row.RecordDate is { } record && record == statement.RecordDate)
            || (row.EffectiveDate is { } effective && effective == statement.EffectiveDate));

    // A row that does not state the ex-date leaves the one that was known.
    private bool WasKnownBefore(StatedAction statement) => history.Statements
        .TakeWhile(earlier => !ReferenceEquals(earlier, statement))
        .Any(earlier => earlier.Number == statement.Number && earlier.Action.ExDate == statement.Action.ExDate);

    private static string Text(CorporateAction action, string? withdrawn) => BothSides.Text(
        (SettingWords.InFiles(action.Kind), action.NewPerOld),
        ("ex-date", action.ExDate),
        ("record date", action.RecordDate),
        ("effective date", action.EffectiveDate),
        ("meeting", action.MeetingDate),
        ("withdrawn", withdrawn));

    private Failure Differs(DateOnly exDate, string reason) => new(ReasonCode.DamagedData, Subject, DateText.Of(exDate), reason);
}
