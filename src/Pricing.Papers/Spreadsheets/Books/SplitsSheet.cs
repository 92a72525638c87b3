using Pricing.Dividends;
using Pricing.Grants.Adjustments;
using Pricing.Papers.Facts;
using Pricing.Papers.Spreadsheets.Cells;
using Pricing.Papers.Wording;

namespace Pricing.Papers.Spreadsheets.Books;

/// <summary>The splits and consolidations up to the measurement date, and what they make of older figures.</summary>
internal sealed class SplitsSheet
{
    private const int ExDate = 1;
    private const int RecordDate = 2;
    private const int EffectiveDate = 3;
    private const int NewPerOld = 4;

    private readonly List<(ShareSplit Split, int Row)> rows = [];

    /// <summary>Makes the sheet.</summary>
    /// <param name="paper">The value.</param>
    /// <param name="words">The words.</param>
    public SplitsSheet(GrantPaper paper, PaperWords words)
    {
        Sheet = new(words[Word.SheetSplits], 14, 14, 14, 14, 60);
        Sheet.Add(SheetCell.Text(words[Word.SheetSplits], CellLook.Title));
        Sheet.Add(SheetCell.Text(words[InputWord.SplitsNote]));
        IsKnown = paper.Evidence.Splits is not null;
        if (!IsKnown) Sheet.Add(SheetCell.Text(words[InputWord.SplitsNotKept], CellLook.Mark));
        Sheet.AddHeads(words[InputWord.ExDate], words[InputWord.RecordDate], words[InputWord.EffectiveDate], words[InputWord.NewPerOld]);
        foreach (var split in paper.Evidence.Splits ?? [])
        {
            var row = Sheet.Add(
                SheetCell.Day(split.ExDate),
                SheetCell.Day(split.RecordDate),
                SheetCell.Day(split.EffectiveDate),
                RuleFormulas.Quotient(split.NewPerOld));
            rows.Add((split, row));
        }

        if (IsKnown && rows.Count == 0) Sheet.Add(SheetCell.Text(words[Word.None]));
    }

    /// <summary>The sheet.</summary>
    public Sheet Sheet { get; }

    /// <summary>Whether the supporting documents hold the splits.</summary>
    public bool IsKnown { get; }

    /// <summary>What a close is divided by: every split that it lies before, up to a basis.</summary>
    /// <param name="date">The cell of the close's date.</param>
    /// <param name="basis">The cell of the date whose basis is asked for.</param>
    public string FactorOfClose(string date, string basis) => Product(rows.Select(row =>
        $"IF(({date}<{Sheet.Cell(ExDate, row.Row)})*({Sheet.Cell(ExDate, row.Row)}<={basis}),{Sheet.Cell(NewPerOld, row.Row)},1)"));

    /// <summary>What a dividend is divided by: every split that followed it, up to a basis.</summary>
    /// <param name="recordDate">The cell of the dividend's record date.</param>
    /// <param name="exDate">The cell of its ex-date.</param>
    /// <param name="basis">The cell of the date whose basis is asked for.</param>
    public string FactorOfDividend(string recordDate, string exDate, string basis) => Product(rows.Select(row =>
    {
        var follows = row.Split switch
        {
            { EffectiveDate: not null } => $"{recordDate}<{Sheet.Cell(EffectiveDate, row.Row)}",
            { RecordDate: not null } => $"{recordDate}<={Sheet.Cell(RecordDate, row.Row)}",
            _ => $"{exDate}<={Sheet.Cell(ExDate, row.Row)}",
        };
        return $"IF(({follows})*({Sheet.Cell(ExDate, row.Row)}<={basis}),{Sheet.Cell(NewPerOld, row.Row)},1)";
    }));

    /// <summary>What a stated dividend is divided by: every split that applies after the day that the terms are stated as of.</summary>
    /// <param name="statedAsOf">That day.</param>
    public string FactorSince(DateOnly statedAsOf) => Product(rows
        .Where(row => StatedDividend.Counts(row.Split, statedAsOf))
        .Select(row => Sheet.Cell(NewPerOld, row.Row)));

    private static string Product(IEnumerable<string> factors) => string.Join('*', factors.DefaultIfEmpty("1"));
}
