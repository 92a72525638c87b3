using Pricing.Papers.Facts;
using Pricing.Papers.Spreadsheets.Cells;
using Pricing.Papers.Wording;

namespace Pricing.Papers.Spreadsheets.Books;

/// <summary>The workbook of one business date: a row a grant, calculated from sigma on.</summary>
public static class DateBook
{
    /// <summary>The media type of workbooks.</summary>
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Writes the workbook, row by row as the values come.</summary>
    /// <param name="paper">The date.</param>
    /// <param name="language">The language.</param>
    /// <param name="output">Where to; it stays open.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <returns>How many values it has.</returns>
    public static async Task<int> WriteAsync(
        DatePaper paper, PaperLanguage language, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(paper);

        var words = PaperWords.In(language);
        var head = DateHead.Of(paper, words);
        await using var book = await BookWriter.StartAsync(output, moneyDecimals: 0, cancellationToken);
        await book.WriteAsync(head, cancellationToken);
        var (row, count) = (head.Next, 0);
        await foreach (var item in paper.Rows.WithCancellation(cancellationToken))
        {
            if (row == BookWriter.MostRows)
            {
                await book.AddAsync([SheetCell.Text(words[Word.DateCutOff], CellLook.Mark)], cancellationToken);
                break;
            }

            await book.AddAsync(new DateLine(item, row++, words).Cells(), cancellationToken);
            count++;
        }

        await book.FinishAsync(cancellationToken);
        return count;
    }
}
