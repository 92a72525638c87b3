using Pricing.Calendars;
using Pricing.Papers.Facts;
using Pricing.Papers.Spreadsheets.Cells;
using Pricing.Papers.Wording;

namespace Pricing.Papers.Spreadsheets.Books;

/// <summary>The head of the sheet of a date: what comes of calculating all rows again, and the columns.</summary>
internal static class DateHead
{
    private const double Narrow = 13;
    private const double Wide = 22;

    /// <summary>Makes the head.</summary>
    /// <param name="paper">The date.</param>
    /// <param name="words">The words.</param>
    public static Sheet Of(DatePaper paper, PaperWords words)
    {
        var columns = Enum.GetValues<DateColumn>();
        var sheet = new Sheet(words.Text(Word.SheetDate, DateText.Of(paper.Date)), [.. columns.Select(WidthOf)]);
        sheet.Add(SheetCell.Text(words.Text(Word.DateTitle, words.Date(paper.Date)), CellLook.Title));
        if (paper.IsNotForPublication) sheet.Add(SheetCell.Text(words[Word.MarkNotForPublication], CellLook.Mark));
        sheet.Add(SheetCell.Text($"{words[Word.DateNote]} {words[Word.BookCalculate]}"));
        sheet.Add(SheetCell.Text(words[Word.DateColours]));
        var first = sheet.Next + 4;
        Line(sheet, words[Word.LargestRelative], RuleFormulas.Largest(Below(DateColumn.Difference, first)));
        Line(sheet, words[Word.LargestOfAmounts], RuleFormulas.Largest(Below(DateColumn.AmountDifference, first)));
        sheet.Add(
            SheetCell.Text(words[Word.MadeAt]),
            SheetCell.Empty,
            SheetCell.Text(JapanTime.ToTheMinute(paper.MadeAt)));
        sheet.FrozenRows = sheet.AddHeads(columns.Select(column => words[WordOf(column)]));
        return sheet;
    }

    private static void Line(Sheet sheet, string name, string formula) =>
        sheet.Add(SheetCell.Text(name), SheetCell.Empty, SheetCell.Live(formula, CellLook.Difference, 0));

    private static string Below(DateColumn column, int first) =>
        $"{Sheet.Address((int)column, first)}:{Sheet.Address((int)column, BookWriter.MostRows)}";

    private static double WidthOf(DateColumn column) => column switch
    {
        DateColumn.Grant or DateColumn.Marks or DateColumn.Remark => 30,
        DateColumn.Hash => 68,
        DateColumn.Policy or DateColumn.Unrounded or DateColumn.StoredUnrounded or DateColumn.Total or DateColumn.StoredTotal => Wide,
        DateColumn.DiscountedShare or DateColumn.DiscountedExercise => Wide,
        >= DateColumn.ContinuousRate and <= DateColumn.N2 => 15,
        _ => Narrow,
    };

    private static Word WordOf(DateColumn column) => column switch
    {
        DateColumn.Issuer => Word.Issuer,
        DateColumn.Grant => Word.Grant,
        DateColumn.Measured => Word.MeasurementDate,
        DateColumn.Marks => Word.Status,
        DateColumn.Policy => Word.Rules,
        DateColumn.Currency => Word.Currency,
        DateColumn.SharePrice => Word.ColumnS,
        DateColumn.ExercisePrice => Word.ColumnX,
        DateColumn.Years => Word.ColumnT,
        DateColumn.Volatility => Word.ColumnSigma,
        DateColumn.Rate => Word.ColumnR,
        DateColumn.Yield => Word.ColumnQ,
        DateColumn.Shares => Word.LineShares,
        DateColumn.Rights => Word.LineRights,
        DateColumn.ContinuousRate => Word.LineContinuousRate,
        DateColumn.ContinuousYield => Word.LineContinuousYield,
        DateColumn.DiscountedShare => Word.ColumnDiscountedShare,
        DateColumn.DiscountedExercise => Word.ColumnDiscountedExercise,
        DateColumn.Spread => Word.ColumnSpread,
        DateColumn.D1 => Word.ColumnD1,
        DateColumn.D2 => Word.ColumnD2,
        DateColumn.N1 => Word.ColumnN1,
        DateColumn.N2 => Word.ColumnN2,
        DateColumn.Unrounded => Word.LineValue,
        DateColumn.PerShare => Word.LineValuePerShare,
        DateColumn.PerRight => Word.LineAmount,
        DateColumn.Total => Word.LineTotal,
        DateColumn.StoredUnrounded => Word.StoredUnrounded,
        DateColumn.StoredPerShare => Word.StoredPerShare,
        DateColumn.StoredPerRight => Word.StoredPerRight,
        DateColumn.StoredTotal => Word.StoredTotal,
        DateColumn.Difference => Word.RelativeDifference,
        DateColumn.AmountDifference => Word.AmountDifference,
        DateColumn.Hash => Word.ValueHash,
        _ => Word.Remark,
    };
}
