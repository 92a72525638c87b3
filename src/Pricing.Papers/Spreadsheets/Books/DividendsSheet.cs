using Pricing.Dividends;
using Pricing.Papers.Spreadsheets.Cells;
using Pricing.Papers.Wording;

namespace Pricing.Papers.Spreadsheets.Books;

/// <summary>The dividends that make D, each on the share basis of the measurement date.</summary>
internal sealed class DividendsSheet
{
    private const int RecordDate = 2;
    private const int ExDate = 3;
    private const int Declared = 4;
    private const int Factor = 5;
    private const int Restated = 6;
    private const int Stored = 7;

    /// <summary>Makes the sheet.</summary>
    /// <param name="dividend">D with its parts.</param>
    /// <param name="splits">The splits.</param>
    /// <param name="measurementDate">The cell of the measurement date.</param>
    /// <param name="words">The words.</param>
    public DividendsSheet(DividendPerShare dividend, SplitsSheet splits, string measurementDate, PaperWords words)
    {
        Sheet = new(words[Word.SheetDividends], 22, 14, 14, 16, 14, 16, 16, 14);
        Sheet.Add(SheetCell.Text(words[Word.SheetDividends], CellLook.Title));
        Sheet.Add(SheetCell.Text(words[InputWord.FiscalYearEnd]), SheetCell.Day(dividend.FiscalYearEnd));
        Sheet.Add(SheetCell.Text(words[InputWord.DividendsNote]));
        Sheet.AddHeads(
            words[InputWord.DividendKind],
            words[InputWord.RecordDate],
            words[InputWord.ExDate],
            words[InputWord.AsDeclared],
            words[InputWord.SplitFactor],
            words[InputWord.OnBasis],
            words[Word.StoredFigure],
            words[Word.Difference]);
        var first = Sheet.Next;
        foreach (var part in dividend.Parts)
        {
            var row = Sheet.Next;
            var declared = part.Declared;
            Sheet.Add(
                SheetCell.Text(words[RuleWords.Of(declared.Kind)]),
                SheetCell.Day(declared.RecordDate),
                SheetCell.Day(declared.ExDate),
                SheetCell.Figure((double)declared.AmountPerShare, CellLook.General),
                splits.IsKnown
                    ? SheetCell.Live(
                        splits.FactorOfDividend(Sheet.Address(RecordDate, row), Sheet.Address(ExDate, row), measurementDate),
                        CellLook.General,
                        part.Factor.ToDouble())
                    : RuleFormulas.Quotient(part.Factor),
                SheetCell.Live($"{Sheet.Address(Declared, row)}/{Sheet.Address(Factor, row)}", CellLook.General, part.Restated.ToDouble()),
                RuleFormulas.Quotient(part.Restated),
                SheetCell.Live($"{Sheet.Address(Restated, row)}-{Sheet.Address(Stored, row)}", CellLook.Difference, 0));
        }

        var last = Sheet.Next - 1;
        var sum = last < first ? "0" : $"SUM({Sheet.Address(Restated, first)}:{Sheet.Address(Restated, last)})";
        var total = Sheet.Add(
        [
            SheetCell.Text(words[InputWord.DividendPerShare], CellLook.Heading),
            .. Enumerable.Repeat(SheetCell.Empty, Restated - 2),
            SheetCell.Live(sum, CellLook.General, dividend.Amount.ToDouble()),
            RuleFormulas.Quotient(dividend.Amount),
            SheetCell.Live($"{Sheet.Address(Restated, Sheet.Next)}-{Sheet.Address(Stored, Sheet.Next)}", CellLook.Difference, 0),
        ]);
        Amount = Sheet.Cell(Restated, total);
    }

    /// <summary>The sheet.</summary>
    public Sheet Sheet { get; }

    /// <summary>The cell of D, as another sheet names it.</summary>
    public string Amount { get; }
}
