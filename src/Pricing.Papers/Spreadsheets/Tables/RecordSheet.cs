using System.Globalization;
using Pricing.Papers.Spreadsheets.Cells;

namespace Pricing.Papers.Spreadsheets.Tables;

/// <summary>A workbook with one sheet of records as they are stored, a row each; texts stay texts, whatever they begin with.</summary>
public static class RecordSheet
{
    /// <summary>The most records of a sheet: its rows less the heads.</summary>
    public const int MostRecords = BookWriter.MostRows - 1;

    private const double Width = 16;

    /// <summary>Writes the workbook, row by row as the records come.</summary>
    /// <param name="heads">The heads of the columns.</param>
    /// <param name="records">The fields of each record; at most <see cref="MostRecords"/> are written.</param>
    /// <param name="output">Where to; it stays open.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <returns>Whether all of them are written.</returns>
    public static async Task<bool> WriteAsync(
        IReadOnlyList<string> heads, IAsyncEnumerable<object?[]> records, Stream output, CancellationToken cancellationToken)
    {
        await using var book = await BookWriter.StartTableAsync(output, cancellationToken);
        var sheet = new Sheet("values", [.. Enumerable.Repeat(Width, heads.Count)]) { FrozenRows = 1 };
        sheet.AddHeads(heads);
        await book.WriteAsync(sheet, cancellationToken);
        var (count, isWhole) = (0, true);
        await foreach (var record in records.WithCancellation(cancellationToken))
        {
            isWhole = count++ < MostRecords;
            if (!isWhole) break;
            await book.AddAsync(Array.ConvertAll(record, Cell), cancellationToken);
        }

        await book.FinishAsync(cancellationToken);
        return isWhole;
    }

    private static SheetCell Cell(object? field) => field switch
    {
        null => SheetCell.Empty,
        int number => SheetCell.Figure(number, CellLook.General),
        double number => SheetCell.Figure(number, CellLook.General),
        DateOnly date => SheetCell.Day(date),
        bool flag => SheetCell.Text(flag ? "true" : "false"),
        string text => Text(text),
        IFormattable other => Text(other.ToString(null, CultureInfo.InvariantCulture)),
        _ => Text(field.ToString() ?? ""),
    };

    private static SheetCell Text(string text) => text.Length == 0 ? SheetCell.Empty : SheetCell.Text(text);
}
