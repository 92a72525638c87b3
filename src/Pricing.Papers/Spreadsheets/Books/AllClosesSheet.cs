using Pricing.Papers.Spreadsheets.Cells;
using Pricing.Papers.Wording;
using Pricing.Volatility;

namespace Pricing.Papers.Spreadsheets.Books;

/// <summary>
/// All closes of the window as they are stored when the workbook is made: from them the close of each week or month is chosen.
/// </summary>
internal sealed class AllClosesSheet
{
    private const int Date = 1;
    private const int Close = 2;
    private const int PeriodEnd = 3;
    private const int IsLast = 4;

    private readonly int first;
    private readonly int last;

    /// <summary>Makes the sheet.</summary>
    /// <param name="closes">The closes of the window, ascending; at least one.</param>
    /// <param name="frequency">The periods.</param>
    /// <param name="words">The words.</param>
    public AllClosesSheet(IReadOnlyList<ClosingPrice> closes, ReturnFrequency frequency, PaperWords words)
    {
        Sheet = new(words[InputWord.SheetAllCloses], 13, 14, 13, 16);
        Sheet.Add(SheetCell.Text(words[InputWord.SheetAllCloses], CellLook.Title));
        Sheet.Add(SheetCell.Text(words[InputWord.AllClosesNote]));
        Sheet.FrozenRows = Sheet.AddHeads(words[Word.Date], words[InputWord.CloseAsTraded], words[InputWord.PeriodEnd], words[InputWord.LastOfPeriod]);
        first = Sheet.Next;
        last = first + closes.Count - 1;
        foreach (var close in closes)
        {
            var row = Sheet.Next;
            Sheet.Add(
                SheetCell.Day(close.Date),
                SheetCell.Figure((double)close.Close, CellLook.General),
                SheetCell.Live(RuleFormulas.PeriodEnd(frequency, Sheet.Address(Date, row)), CellLook.Date),
                SheetCell.Live(
                    row == last ? "1" : $"IF({Sheet.Address(PeriodEnd, row)}<{Sheet.Address(PeriodEnd, row + 1)},1,0)", CellLook.General));
        }
    }

    /// <summary>The sheet.</summary>
    public Sheet Sheet { get; }

    /// <summary>1 where a close stands here with the same price as the last of its period, else 0.</summary>
    /// <param name="date">The cell of its date.</param>
    /// <param name="close">The cell of its price.</param>
    public string IsChosen(string date, string close)
    {
        var found = $"MATCH({date},{Sheet.Column(Date, first, last)},0)";
        return $"IFERROR(IF(INDEX({Sheet.Column(Close, first, last)},{found})={close},INDEX({Sheet.Column(IsLast, first, last)},{found}),0),0)";
    }
}
