namespace Pricing.Files.Headers;

/// <summary>
/// The header over three lines that yfinance writes: the columns after the word Price, their shares after Ticker, and the name
/// of the first column, Date, alone.
/// </summary>
internal static class YahooHeader
{
    /// <summary>Puts such a header on one row; other rows stay as they are.</summary>
    public static IReadOnlyList<HeaderRow> Merge(IReadOnlyList<HeaderRow> rows)
    {
        for (var i = 0; i + 2 < rows.Count; i++)
        {
            if (!Is(rows[i], "Price") || !Is(rows[i + 1], "Ticker") || !Is(rows[i + 2], "Date")
                || rows[i + 2].Cells.Skip(1).Any(cell => !string.IsNullOrWhiteSpace(cell)))
                continue;
            var codes = rows[i + 1].Cells.Skip(1).Select(cell => cell.Trim()).Where(cell => cell.Length > 0).Distinct().ToList();
            var merged = rows[i + 2] with
            {
                Cells = [rows[i + 2].Cells[0], .. rows[i].Cells.Skip(1)],
                Code = codes is [var only] ? only : null,
            };
            return [.. rows.Take(i), merged, .. rows.Skip(i + 3)];
        }

        return rows;
    }

    private static bool Is(HeaderRow row, string first) => row.Cells[0].Trim().Equals(first, StringComparison.OrdinalIgnoreCase);
}
