using Pricing.Actions;
using Pricing.Pipeline.MarketData.Actions;
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

        var own = said.Where(row => row.Code == history.Code).Select(row => row.Action.Action).ToList();
        foreach (var (_, action, _, _) in stated)
        {
            if (!own.Exists(row => Says(row, action)))
                return Differs(action.ExDate, $"is not what the body raw-market-data/{source.Sha256} states");
        }

        foreach (var row in own)
        {
            if (!history.Statements.Any(statement => statement.Action.Kind == row.Kind && statement.Action.ExDate == row.ExDate))
                return Differs(row.ExDate, $"is not stored, though the body raw-market-data/{source.Sha256} states it");
        }

        return null;
    }

    /// <summary>Whether a statement holds what a row of the body says; it may hold what was known before it.</summary>
    private static bool Says(CorporateAction row, CorporateAction statement) =>
        row.Kind == statement.Kind
        && row.ExDate == statement.ExDate
        && (row.NewPerOld is null || row.NewPerOld == statement.NewPerOld)
        && (row.RecordDate is null || row.RecordDate == statement.RecordDate)
        && (row.EffectiveDate is null || row.EffectiveDate == statement.EffectiveDate)
        && (row.MeetingDate is null || row.MeetingDate == statement.MeetingDate);

    private Failure Differs(DateOnly exDate, string reason) => new(ReasonCode.DamagedData, Subject, DateText.Of(exDate), reason);
}
