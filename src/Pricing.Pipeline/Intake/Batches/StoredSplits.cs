using Pricing.Actions;
using Pricing.Files;
using Pricing.Files.CorporateActions;
using Pricing.Files.Prices;
using Pricing.Pipeline.MarketData.History;

namespace Pricing.Pipeline.Intake.Batches;

/// <summary>
/// Holds the closes of a file against the splits that are known from the feed, an earlier file or a corporate action: closes that do not jump
/// there are adjusted, and would be adjusted a second time.
/// </summary>
/// <param name="store">Reads what is stored.</param>
public sealed class StoredSplits(MarketDataStore store)
{
    /// <summary>Where a corporate action contradicts the splits that the stored prices state.</summary>
    /// <param name="rows">The file's rows.</param>
    /// <param name="cancellationToken">Stops the requests.</param>
    internal async Task<IReadOnlyList<FileDefect>> AgainstAsync(
        IReadOnlyList<CorporateActionRow> rows, CancellationToken cancellationToken)
    {
        var defects = new List<FileDefect>();
        foreach (var ofShare in rows.GroupBy(row => row.Code, StringComparer.Ordinal))
        {
            if (await store.ReadPricesAsync(ofShare.Key, cancellationToken) is not { } prices) continue;

            var stated = (prices with { Actions = null }).Splits;
            defects.AddRange(
                from row in ofShare
                where row.WithdrawnReason is null
                let action = row.ToAction()
                where action is not null
                from conflict in KnownActions.Of(stated, [action]).Conflicts
                select new FileDefect(row.Line, null, conflict.Failure));
        }

        return defects;
    }

    /// <summary>What the closes of a file do not show. A split that the file states itself is judged with the file.</summary>
    /// <param name="rows">The file's rows.</param>
    /// <param name="cancellationToken">Stops the requests.</param>
    internal async Task<IReadOnlyList<FileDefect>> AgainstAsync(
        IReadOnlyList<PriceRow> rows, CancellationToken cancellationToken)
    {
        var stated = rows.Where(row => row.NewPerOld is not null).Select(row => (row.Code, row.Date)).ToHashSet();
        List<(string Code, DateOnly ExDate, Ratio NewPerOld)> known = [];
        foreach (var code in rows.Select(row => row.Code).Distinct(StringComparer.Ordinal))
        {
            var history = await store.ReadPricesAsync(code, cancellationToken);
            var splits = history?.Splits
                ?? KnownActions.Of([], (await store.ReadActionsAsync(code, cancellationToken))?.Actions ?? []).Splits;
            known.AddRange(splits
                .Where(split => !stated.Contains((code, split.ExDate)))
                .Select(split => (code, split.ExDate, split.NewPerOld)));
        }

        return SplitCheck.Against(rows, known);
    }
}
