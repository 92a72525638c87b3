using Pricing.Papers.Spreadsheets.Cells;
using Pricing.Papers.Wording;
using Pricing.Volatility;

namespace Pricing.Papers.Spreadsheets.Books;

/// <summary>The closes that sigma is made of, each with its return.</summary>
internal sealed class ClosesSheet
{
    private const int Date = 1;
    private const int Close = 3;
    private const int Factor = 4;
    private const int Adjusted = 5;
    private const int Dividend = 6;
    private const int Return = 7;
    private const int Stored = 8;

    private readonly VolatilityEstimate estimate;
    private readonly int first;
    private readonly int last;

    /// <summary>Makes the sheet.</summary>
    /// <param name="estimate">Sigma with its closes.</param>
    /// <param name="splits">The splits.</param>
    /// <param name="all">All closes of the window; null where they are not stored.</param>
    /// <param name="words">The words.</param>
    public ClosesSheet(VolatilityEstimate estimate, SplitsSheet splits, AllClosesSheet? all, PaperWords words)
    {
        this.estimate = estimate;
        Sheet = new(words[Word.SheetCloses], 13, 13, 14, 12, 16, 14, 18, 18, 14, 14);
        Sheet.Add(SheetCell.Text(words[Word.SheetCloses], CellLook.Title));
        Sheet.Add(SheetCell.Text(words[FrequencyNote(estimate.Method.ReturnFrequency)]));
        Sheet.Add(SheetCell.Text(words[InputWord.WindowFrom]), SheetCell.Empty, SheetCell.Day(estimate.Window.From));
        var basis = Sheet.Add(SheetCell.Text(words[InputWord.WindowTo]), SheetCell.Empty, SheetCell.Day(estimate.Window.To));
        foreach (var exclusion in estimate.Exclusions)
        {
            Sheet.Add(
                SheetCell.Text(words[InputWord.Excluded]), SheetCell.Empty, SheetCell.Day(exclusion.From), SheetCell.Day(exclusion.To));
        }

        if (estimate.Method.ReturnType == ReturnType.Total) Sheet.Add(SheetCell.Text(words[InputWord.TotalReturnNote], CellLook.Mark));
        var twice = Sheet.Next;
        first = twice + (all is null ? 2 : 3);
        last = first + estimate.ClosesUsed.Count - 1;
        Sheet.Add(
            SheetCell.Empty,
            SheetCell.Empty,
            SheetCell.Live($"SUMPRODUCT(--({Sheet.Range(2, first + 1, last)}={Sheet.Range(2, first, last - 1)}))", CellLook.General, 0),
            SheetCell.Text(words[InputWord.ClosesInOnePeriod]));
        if (all is not null)
        {
            var chosen = Sheet.Range(Stored + 2, first, last);
            NotChosen = Sheet.Cell(3, Sheet.Next);
            Sheet.Add(
                SheetCell.Empty,
                SheetCell.Empty,
                SheetCell.Live($"ROWS({chosen})-SUM({chosen})", CellLook.General, 0),
                SheetCell.Text(words[InputWord.ClosesNotChosen]));
        }

        Sheet.FrozenRows = Sheet.AddHeads(
            words[Word.Date],
            words[InputWord.PeriodEnd],
            words[InputWord.CloseAsTraded],
            words[InputWord.SplitFactor],
            words[InputWord.CloseOnBasis],
            words[InputWord.DividendOnExDate],
            words[InputWord.LogReturn],
            words[Word.StoredFigure],
            words[Word.Difference],
            words[InputWord.LastOfPeriod]);
        var returns = estimate.LogReturns.ToDictionary(item => item.To);
        foreach (var (index, close) in estimate.ClosesUsed.Index())
        {
            var row = Sheet.Next;
            LogReturn? made = index > 0 && returns.TryGetValue(close.Date, out var found) && found.From == estimate.ClosesUsed[index - 1].Date
                ? found
                : null;
            var date = Sheet.Address(Date, row);
            Sheet.Add(
            [
                SheetCell.Day(close.Date),
                SheetCell.Live(RuleFormulas.PeriodEnd(estimate.Method.ReturnFrequency, date), CellLook.Date),
                SheetCell.Figure((double)close.Close, CellLook.General),
                FactorOf(close, splits, date, Sheet.Address(3, basis)),
                SheetCell.Live($"{Sheet.Address(Close, row)}/{Sheet.Address(Factor, row)}", CellLook.General, close.AdjustedClose),
                .. made is { } one
                    ? ReturnCells(one, row)
                    : [SheetCell.Empty, SheetCell.Text(index == 0 ? "" : words[InputWord.Excluded]), SheetCell.Empty, SheetCell.Empty],
                all is null ? SheetCell.Empty : SheetCell.Live(all.IsChosen(date, Sheet.Address(Close, row)), CellLook.General, 1),
            ]);
        }
    }

    /// <summary>The sheet.</summary>
    public Sheet Sheet { get; }

    /// <summary>The returns, as another sheet names them.</summary>
    public string Returns => Sheet.Column(Return, first + 1, last);

    /// <summary>The differences of the returns from the stored ones, as another sheet names them.</summary>
    public string Differences => Sheet.Column(Stored + 1, first + 1, last);

    /// <summary>How many closes are not the last of their period as all closes are stored, as another sheet names the cell; null where these are not.</summary>
    public string? NotChosen { get; }

    /// <summary>The estimate.</summary>
    public VolatilityEstimate Estimate => estimate;

    private static InputWord FrequencyNote(ReturnFrequency frequency) => frequency switch
    {
        ReturnFrequency.Daily => InputWord.ClosesDaily,
        ReturnFrequency.Monthly => InputWord.ClosesMonthly,
        _ => InputWord.ClosesWeekly,
    };

    private static SheetCell FactorOf(UsedClose close, SplitsSheet splits, string date, string basis)
    {
        var factor = (double)close.Close / close.AdjustedClose;
        return splits.IsKnown
            ? SheetCell.Live(splits.FactorOfClose(date, basis), CellLook.General, factor)
            : SheetCell.Figure(factor, CellLook.General);
    }

    private SheetCell[] ReturnCells(LogReturn made, int row)
    {
        var isTotal = estimate.Method.ReturnType == ReturnType.Total;
        var paid = isTotal ? $"({Sheet.Address(Adjusted, row)}+{Sheet.Address(Dividend, row)})" : Sheet.Address(Adjusted, row);
        return
        [
            isTotal ? SheetCell.Figure(made.Dividend, CellLook.General) : SheetCell.Empty,
            SheetCell.Live($"LN({paid}/{Sheet.Address(Adjusted, row - 1)})", CellLook.Decimals, made.Value),
            SheetCell.Figure(made.Value, CellLook.Decimals),
            SheetCell.Live($"{Sheet.Address(Return, row)}-{Sheet.Address(Stored, row)}", CellLook.Difference, 0),
        ];
    }
}
