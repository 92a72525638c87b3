using Pricing.Calendars;
using Pricing.Papers.Facts;
using Pricing.Papers.Spreadsheets.Cells;
using Pricing.Papers.Wording;
using Pricing.Volatility;

namespace Pricing.Papers.Spreadsheets.Books;

/// <summary>The first sheet: whose value it is, what comes of calculating it again, the terms, the versions and the hashes.</summary>
internal static class SummarySheet
{
    private const int Value = 2;
    private const string Limit = "0.000000001";

    /// <summary>Makes the sheet.</summary>
    /// <param name="paper">The value.</param>
    /// <param name="calculation">The sheet of the calculation.</param>
    /// <param name="closes">The sheet of the closes; null where there is none.</param>
    /// <param name="words">The words.</param>
    public static Sheet Of(GrantPaper paper, CalculationSheet calculation, ClosesSheet? closes, PaperWords words)
    {
        var value = paper.Value;
        var sheet = new Sheet(words[Word.SheetSummary], 46, 72, 22, 14);
        sheet.Add(SheetCell.Text(words[Word.BookTitle], CellLook.Title));
        sheet.Add(SheetCell.Text(PaperFacts.Heading(paper, " "), CellLook.Heading));
        foreach (var mark in ValueMarks.Of(paper)) sheet.Add(SheetCell.Text(words[mark], CellLook.Mark));
        sheet.Add(SheetCell.Text(words[Word.BookNote]));
        sheet.Add(SheetCell.Text(words[Word.BookColours]));
        sheet.Add(SheetCell.Text(words[Word.BookCalculate]));
        sheet.Add();
        sheet.AddHeads("", words[Word.Calculated], words[Word.StoredFigure], words[Word.Difference]);
        Result(sheet, words[Word.LineAmount], calculation.Outside(calculation.PerRight), value.AmountPerRight);
        Result(sheet, words[Word.LineTotal], calculation.Outside(calculation.Total), value.Total);
        var largest = sheet.Add(
            SheetCell.Text(words[Word.LargestRelative]),
            SheetCell.Live(RuleFormulas.Largest(calculation.Differences), CellLook.Difference, 0));
        if (closes is not null)
        {
            sheet.Add(
                SheetCell.Text(words[Word.LargestOfReturns]),
                SheetCell.Live(RuleFormulas.Largest(closes.Differences), CellLook.Difference, 0));
        }

        if (closes?.NotChosen is { } notChosen)
            sheet.Add(SheetCell.Text(words[InputWord.ClosesNotChosen], CellLook.Wrapped), SheetCell.Live(notChosen, CellLook.General, 0));

        string[] notChecked = [.. NotChecked(paper, words)];
        var (alike, differs) = (words[notChecked.Length > 0 ? Word.AlikeInPart : Word.Alike], words[Word.Differs]);
        sheet.Add(
            SheetCell.Text(words[Word.Judgement]),
            SheetCell.LiveText(
                $"IF({Sheet.Address(Value, largest)}<{Limit},{SheetCell.InFormula(alike)},{SheetCell.InFormula(differs)})", alike));
        foreach (var reason in notChecked)
            sheet.Add(SheetCell.Text(words[Word.NotChecked], CellLook.Mark), SheetCell.Text(reason, CellLook.Wrapped));
        sheet.Add();
        foreach (var part in PaperFacts.Of(paper, words))
        {
            sheet.Add(SheetCell.Text(part.Heading, CellLook.Heading));
            foreach (var (name, text) in part.Lines) sheet.Add(SheetCell.Text(name, CellLook.Wrapped), SheetCell.Text(text, CellLook.Wrapped));
            sheet.Add();
        }

        sheet.Add(
            SheetCell.Text(words[Word.MadeAt]),
            SheetCell.Text(JapanTime.ToTheMinute(paper.MadeAt)));
        return sheet;
    }

    /// <summary>What the workbook shows as it is stored and cannot find by itself.</summary>
    private static IEnumerable<string> NotChecked(GrantPaper paper, PaperWords words)
    {
        if (paper.Policy is null) yield return words[Word.RulesNotKnown];
        if (paper.Evidence.Splits is null) yield return words[InputWord.SplitsNotKept];
        if (paper.Evidence.Volatility is not { } volatility) yield break;

        if (volatility.Method.ReturnType == ReturnType.Total) yield return words[InputWord.TotalReturnNote];
        if (paper.ClosesDamage.Count > 0) yield return words.Text(Word.ClosesUnreadable, string.Join("; ", paper.ClosesDamage));
        else if (paper.Closes.Count == 0) yield return words[Word.ClosesNotStored];
    }

    private static void Result(Sheet sheet, string name, string calculated, string stored)
    {
        var row = sheet.Next;
        var number = StoredFigures.Number(stored);
        sheet.Add(
            SheetCell.Text(name, CellLook.Heading),
            SheetCell.Live(calculated, CellLook.Result, number),
            SheetCell.Figure(number, CellLook.Money),
            SheetCell.Live($"{Sheet.Address(Value, row)}-{Sheet.Address(Value + 1, row)}", CellLook.Difference, 0));
    }
}
