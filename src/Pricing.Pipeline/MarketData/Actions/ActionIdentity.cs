using Pricing.Actions;

namespace Pricing.Pipeline.MarketData.Actions;

/// <summary>
/// Which stored action a statement is about: of one share the one of the same kind and the same record date, else the same
/// effective date, else the same ex-date. An action whose every date was wrong is withdrawn and stated anew.
/// </summary>
internal static class ActionIdentity
{
    /// <summary>The stored action; null where there is none.</summary>
    /// <param name="known">The last statement about each action of the share.</param>
    /// <param name="action">The action as it is stated.</param>
    public static StatedAction? Find(IReadOnlyList<StatedAction> known, CorporateAction action)
    {
        var ofKind = known.Where(statement => statement.Action.Kind == action.Kind).ToList();
        return ofKind.Find(statement => action.RecordDate is { } date && statement.Action.RecordDate == date)
            ?? ofKind.Find(statement => action.EffectiveDate is { } date && statement.Action.EffectiveDate == date)
            ?? ofKind.Find(statement => statement.Action.ExDate == action.ExDate);
    }

    /// <summary>An action that stands and beside which another can hardly be.</summary>
    /// <param name="known">The last statement about each action of the share.</param>
    /// <param name="action">The action as it is stated.</param>
    public static StatedAction? FindNear(IEnumerable<StatedAction> known, CorporateAction action) =>
        known.FirstOrDefault(statement => statement.WithdrawnReason is null && NearActions.AreHardlyTwo(statement.Action, action));
}
