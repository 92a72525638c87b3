using Pricing.Papers.Facts;
using Pricing.Papers.Spreadsheets.Cells;
using Pricing.Papers.Wording;

namespace Pricing.Papers.Spreadsheets.Books;

/// <summary>
/// The workbook of one value. It is the independent recomputation: its formulas calculate sigma, d, N(d), C and the amounts
/// from the closes in the reader's own spreadsheet, by no code of the calculation that made the value.
/// </summary>
public static class GrantBook
{
    /// <summary>Writes the workbook.</summary>
    /// <param name="paper">The value.</param>
    /// <param name="language">The language.</param>
    /// <param name="output">Where to; it stays open.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static async Task WriteAsync(
        GrantPaper paper, PaperLanguage language, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(paper);

        var words = PaperWords.In(language);
        var inputs = new InputSheets(paper, words);
        var calculation = new CalculationSheet(paper, inputs, words);
        Sheet?[] sheets =
        [
            SummarySheet.Of(paper, calculation, inputs.Closes, words),
            calculation.Sheet,
            inputs.Closes?.Sheet,
            inputs.AllCloses?.Sheet,
            inputs.Period.Sheet,
            inputs.Curve?.Sheet,
            inputs.Dividends?.Sheet,
            inputs.Splits.Sheet,
            SourcesSheet.Of(paper, words),
        ];
        await using var book = await BookWriter.StartAsync(output, paper.Grant.Terms.Currency.MinorUnitDecimals, cancellationToken);
        foreach (var sheet in sheets.OfType<Sheet>()) await book.WriteAsync(sheet, cancellationToken);
        await book.FinishAsync(cancellationToken);
    }
}
