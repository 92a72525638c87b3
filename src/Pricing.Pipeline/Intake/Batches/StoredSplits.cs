using Pricing.Files;
using Pricing.Files.Prices;
using Pricing.Pipeline.MarketData.History;

namespace Pricing.Pipeline.Intake.Batches;

/// <summary>
/// Holds the closes of a file against the splits that are known from the feed or an earlier file: closes that do not jump
/// there are adjusted, and would be adjusted a second time.
/// </summary>
/// <param name="store">Reads what is stored.</param>
public sealed class StoredSplits(MarketDataStore store)
{
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
            known.AddRange((history?.Splits ?? [])
                .Where(split => !stated.Contains((code, split.ExDate)))
                .Select(split => (code, split.ExDate, split.NewPerOld)));
        }

        return SplitCheck.Against(rows, known);
    }
}
