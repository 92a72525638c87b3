using Pricing.Files.Prices;
using Pricing.Pipeline.MarketData.Prices;

namespace Pricing.Pipeline.Valuations;

/// <summary>
/// Holds the stored closes against every split that is known of the share. A file is held against it when it comes in; a split that a
/// feed states later, or closes that it corrects, meet here.
/// </summary>
internal static class SplitsShown
{
    /// <summary>The splits that the closes do not show, unless somebody said why that is meant.</summary>
    /// <param name="history">What is stored of the share.</param>
    /// <returns>The ex-date, the date of the first close from it on, and what is wrong.</returns>
    public static IReadOnlyList<(DateOnly ExDate, DateOnly Close, Failure Failure)> Against(PriceHistory history)
    {
        var meant = history.Actions?.Current
            .Where(statement => statement.MeantReason is not null)
            .Select(statement => statement.Action.ExDate)
            .ToHashSet() ?? [];
        if (history.Splits.All(split => meant.Contains(split.ExDate))) return [];

        // A row's line says which of the splits it is about.
        var splits = history.Splits.Select((split, at) => new KnownSplit(history.Code, split.ExDate, split.NewPerOld, at + 1));
        return
        [
            .. from defect in SplitCheck.Against(RowsOf(history), splits, [])
               let split = history.Splits[defect.Line - 1].ExDate
               where !meant.Contains(split)
               select (split, history.Days.First(day => day.Close is not null && day.Date >= split).Date, Said(defect.Failure)),
        ];
    }

    /// <summary>The stored closes as rows that no file states, without their splits.</summary>
    /// <param name="history">What is stored of the share.</param>
    public static List<PriceRow> RowsOf(PriceHistory history) =>
        [.. history.Days.Select(day => new PriceRow(Line: 0, history.Code, day.Date, day.Close, NewPerOld: null, day.BasePrice, Volume: null))];

    private static Failure Said(Failure failure) => failure with
    {
        Field = "close",
        Reason = $"{failure.Reason} (these closes are stored: replace them, correct the split, or confirm the price)",
    };
}
