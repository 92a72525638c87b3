using System.Globalization;
using Pricing.Papers.Facts;
using Pricing.Papers.Spreadsheets.Cells;
using Pricing.Papers.Wording;
using Pricing.Rates;

namespace Pricing.Papers.Spreadsheets.Books;

/// <summary>The points of the government bond curve, and r between them.</summary>
internal sealed class CurveSheet
{
    private const int Value = 2;

    private readonly PaperWords words;

    /// <summary>Makes the sheet.</summary>
    /// <param name="paper">The value.</param>
    /// <param name="curve">Its curve.</param>
    /// <param name="years">The cell of T.</param>
    /// <param name="words">The words.</param>
    public CurveSheet(GrantPaper paper, YieldCurve curve, string years, PaperWords words)
    {
        this.words = words;
        Sheet = new(words[Word.SheetCurve], 40, 18, 70);
        Sheet.Add(SheetCell.Text(words[Word.SheetCurve], CellLook.Title));
        Sheet.Add(SheetCell.Text(words[InputWord.CurveDate]), SheetCell.Day(curve.Date));
        Sheet.AddHeads(words[InputWord.Tenor], words[InputWord.YieldPercent]);
        var first = Sheet.Next;
        foreach (var point in curve.Points)
            Sheet.Add(SheetCell.Figure((double)point.TenorYears, CellLook.General), SheetCell.Figure((double)point.Percent, CellLook.General));
        var last = Sheet.Next - 1;
        var (tenors, yields) = (Sheet.Range(1, first, last), Sheet.Range(Value, first, last));
        Sheet.Add();

        var stored = StoredFigures.Number(paper.Value.RiskFreeRate);
        if (paper.Policy?.Curve.Tenor is not { } rule)
        {
            Sheet.Add(SheetCell.Text(words[Word.RulesNotKnown], CellLook.Mark));
            Rate = Sheet.Cell(Value, Sheet.Add(SheetCell.Text(words[InputWord.RateStored]), SheetCell.Figure(stored, CellLook.General)));
            return;
        }

        var count = curve.Points.Count.ToString(CultureInfo.InvariantCulture);
        var term = Line(words[Word.LineYears], years);
        var below = Line(InputWord.PointsUpTo, $"SUMPRODUCT(--({tenors}<={term}))");
        var lower = Line(InputWord.LowerPoint, $"MAX(1,{below})");
        var upper = Line(InputWord.UpperPoint, $"IF(INDEX({tenors},{lower})={term},{lower},MIN({count},{below}+1))");
        var (lowerTenor, lowerYield) = (Line(InputWord.LowerTenor, $"INDEX({tenors},{lower})"), Line(InputWord.LowerYield, $"INDEX({yields},{lower})"));
        var (upperTenor, upperYield) = (Line(InputWord.UpperTenor, $"INDEX({tenors},{upper})"), Line(InputWord.UpperYield, $"INDEX({yields},{upper})"));
        var percent = Sheet.Address(Value, Sheet.Add(
            SheetCell.Text(words[InputWord.YieldAtTerm]),
            SheetCell.Live(
                rule == TenorRule.Nearest
                    ? $"IF({term}+{term}<{lowerTenor}+{upperTenor},{lowerYield},{upperYield})"
                    : $"IF({lower}={upper},{lowerYield},ROUND({lowerYield}+({term}-{lowerTenor})*({upperYield}-{lowerYield})/({upperTenor}-{lowerTenor}),{YieldCurve.PercentDecimals}))",
                CellLook.General,
                stored * 100),
            SheetCell.Text(words[rule == TenorRule.Nearest ? InputWord.TenorNearest : InputWord.TenorLinear], CellLook.Wrapped)));
        if (paper.Value.TenorGap is { } gap)
            Sheet.Add(SheetCell.Text(words.Text(InputWord.TenorLacks, words.Terms(gap.Missing)), CellLook.Mark));
        Rate = Sheet.Cell(Value, Sheet.Add(
            SheetCell.Text(words[Word.LineRate], CellLook.Heading), SheetCell.Live($"{percent}/100", CellLook.General, stored)));
    }

    /// <summary>The sheet.</summary>
    public Sheet Sheet { get; }

    /// <summary>The cell of r, as another sheet names it.</summary>
    public string Rate { get; }

    private string Line(InputWord word, string formula) => Line(words[word], formula);

    private string Line(string name, string formula) =>
        Sheet.Address(Value, Sheet.Add(SheetCell.Text(name), SheetCell.Live(formula, CellLook.General)));
}
