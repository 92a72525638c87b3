using System.Globalization;
using Pricing.Actions;
using Pricing.Dividends;
using Pricing.Files;
using Pricing.Files.CorporateActions;
using Pricing.Files.Prices;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Valuations;

namespace Pricing.Pipeline.Intake.Batches;

/// <summary>
/// Holds the closes of a file against the splits that are known from the feed, an earlier file or a corporate action, and a corporate
/// action against the closes: closes that do not jump there are adjusted, and would be adjusted a second time.
/// </summary>
/// <param name="store">Reads what is stored.</param>
public sealed class StoredSplits(MarketDataStore store)
{
    /// <summary>What speaks against a file beside what is stored, and what to know of it.</summary>
    /// <param name="Defects">Why it is not taken; empty where it is.</param>
    /// <param name="Notices">What a person should know.</param>
    internal readonly record struct Comparison(IReadOnlyList<FileDefect> Defects, IReadOnlyList<string> Notices);

    /// <summary>Where a corporate action contradicts the splits that the stored prices state, or the stored closes.</summary>
    /// <param name="rows">The file's rows.</param>
    /// <param name="cancellationToken">Stops the requests.</param>
    internal async Task<Comparison> AgainstAsync(IReadOnlyList<CorporateActionRow> rows, CancellationToken cancellationToken)
    {
        List<FileDefect> defects = [];
        List<string> notices = [];
        foreach (var ofShare in rows.GroupBy(row => row.Code, StringComparer.Ordinal))
        {
            var known = (await store.ReadActionsAsync(ofShare.Key, cancellationToken))?.Actions ?? [];
            notices.AddRange(Orders(ofShare, known));
            if (await store.ReadPricesAsync(ofShare.Key, cancellationToken) is not { } prices) continue;

            var stated = (prices with { Actions = null }).Splits;
            List<(CorporateActionRow Row, CorporateAction Action)> actions =
            [
                .. from row in ofShare
                   where row.WithdrawnReason is null
                   let action = row.ToAction()
                   where action is not null
                   select (row, action),
            ];
            // Of two actions on one ex-date the prices state the product.
            List<CorporateAction> together =
            [
                .. actions.Select(item => item.Action),
                .. known.Where(action => action.IsByRatio && !ofShare.Any(row => row.Kind == action.Kind && IsOnItsDate(row, action))),
            ];
            foreach (var (row, action) in actions)
            {
                var others = together.Where(other => other.ExDate == action.ExDate && other.Kind != action.Kind);
                defects.AddRange(KnownActions.Of(stated, [action, .. others]).Conflicts.Select(conflict => new FileDefect(row.Line, null, conflict.Failure)));
            }

            // A split that the prices state too was judged with them. One that is meant beside another is judged with that one.
            var judged = actions.Where(item => item.Row.MeantReason is null).Select(item => item.Action.ExDate).ToHashSet();
            var splits = actions
                .Where(item => item.Action is { IsByRatio: true, NewPerOld: not null } && judged.Contains(item.Action.ExDate))
                .Where(item => stated.All(split => split.ExDate != item.Action.ExDate))
                .Select(item => new KnownSplit(ofShare.Key, item.Action.ExDate, item.Action.NewPerOld!.Value, item.Row.Line))
                .Concat(prices.Splits
                    .Where(split => !ofShare.Any(row => IsAbout(row, split)))
                    .Select(split => new KnownSplit(ofShare.Key, split.ExDate, split.NewPerOld)));
            defects.AddRange(SplitCheck.Against(SplitsShown.RowsOf(prices), splits, notices).Select(defect => OfAction(defect, ofShare)));
        }

        return new(defects, notices);
    }

    /// <summary>What the closes of a file do not show, and which of them are far from those that are stored.</summary>
    /// <param name="rows">The file's rows.</param>
    /// <param name="cancellationToken">Stops the requests.</param>
    internal async Task<Comparison> AgainstAsync(IReadOnlyList<PriceRow> rows, CancellationToken cancellationToken)
    {
        var own = rows.Select(row => (row.Code, row.Date)).ToHashSet();
        var stated = rows.Where(row => row.NewPerOld is not null).Select(row => (row.Code, row.Date)).ToHashSet();
        List<PriceRow> all = [.. rows];
        List<KnownSplit> known = [];
        foreach (var code in rows.Select(row => row.Code).Distinct(StringComparer.Ordinal))
        {
            var history = await store.ReadPricesAsync(code, cancellationToken);
            var splits = history?.Splits
                ?? KnownActions.Of([], (await store.ReadActionsAsync(code, cancellationToken))?.Actions ?? []).Splits;
            known.AddRange(splits
                .Where(split => !stated.Contains((code, split.ExDate)))
                .Select(split => new KnownSplit(code, split.ExDate, split.NewPerOld)));
            if (history is not null) all.AddRange(SplitsShown.RowsOf(history).Where(row => !own.Contains((row.Code, row.Date))));
        }

        List<string> notices = [];
        var defects = SplitCheck.Against(all, known, notices);
        return new(defects, [.. notices, .. HistoryNotices.Jumps(all, known.Select(split => (split.Code, split.ExDate)).ToHashSet())]);
    }

    /// <summary>Which stored actions count before those of a file that are meant beside them.</summary>
    private static IEnumerable<string> Orders(IEnumerable<CorporateActionRow> rows, IReadOnlyList<CorporateAction> stored) =>
        from row in rows
        where row is { MeantReason: not null, WithdrawnReason: null }
        let action = row.ToAction()
        where action is not null && !stored.Any(known => (known.Kind, known.ExDate) == (action.Kind, action.ExDate))
        from known in stored
        where known.Kind != action.Kind && NearActions.AreHardlyTwo(known, action)
        select string.Create(
            CultureInfo.InvariantCulture,
            $"the {SettingWords.InFiles(known.Kind)} with the ex-date {DateText.Of(known.ExDate)} is stored; it and the {SettingWords.InFiles(action.Kind)} of line {row.Line} both count, the stored one first");

    /// <summary>Whether a row states, corrects or withdraws a split that is known.</summary>
    private static bool IsAbout(CorporateActionRow row, ShareSplit split) =>
        row.ToAction() is { } action
        && (IsOnADateOf(action, split.ExDate, split.RecordDate, split.EffectiveDate)
            || (row.MeantReason is null && KnownActions.IsSameEvent(action, split)));

    private static bool IsOnItsDate(CorporateActionRow row, CorporateAction known) =>
        row.ToAction() is { } action && IsOnADateOf(action, known.ExDate, known.RecordDate, known.EffectiveDate);

    private static bool IsOnADateOf(CorporateAction action, DateOnly exDate, DateOnly? recordDate, DateOnly? effectiveDate) =>
        action.ExDate == exDate
        || (action.RecordDate is { } record && record == recordDate)
        || (action.EffectiveDate is { } effective && effective == effectiveDate);

    private static FileDefect OfAction(FileDefect defect, IEnumerable<CorporateActionRow> rows) => defect with
    {
        Failure = defect.Failure with
        {
            Field = "ratio",
            Value = rows.First(row => row.Line == defect.Line).NewPerOld is { } ratio ? DecimalText.Of(ratio) : "",
            Reason = $"{defect.Failure.Reason} (these closes are stored: correct the row or replace them, or say in meant_reason why both are right)",
        },
    };
}
