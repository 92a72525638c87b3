using System.Globalization;
using Pricing.Files.Characters;
using Pricing.Files.Fields;
using Pricing.Files.Schemas;

namespace Pricing.Files.Tables;

/// <summary>
/// The share that a file's name is the code of, <c>3774.csv</c>. Most years are codes as well, and a file is often named by the year of its rows:
/// <c>2002.csv</c> with the closes of 2002 names no share.
/// </summary>
public static class CodeInName
{
    private const int FirstYear = 1900;
    private const int LastYear = 2199;
    private const int DigitsOfYear = 4;

    /// <summary>The code that a name is, whatever stands in the file; null for none.</summary>
    /// <param name="name">The file's name; null for none.</param>
    public static string? Of(string? name) =>
        name is not null && CodeText.Read(Path.GetFileNameWithoutExtension(name)).TryGet(out var code) ? code : null;

    /// <summary>The share that a name gives the rows of its file; null where it is no code, or may as well be the year of all of them.</summary>
    /// <param name="content">The file, from its start; a stream that can seek. It is looked into only where the name may be a year.</param>
    /// <param name="name">The file's name; null for none.</param>
    /// <param name="request">What is known of the file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<string?> FindAsync(Stream content, string? name, TableRequest request, CancellationToken cancellationToken) =>
        Of(name) is { } code && (YearIn(name) is not { } year || await NamesAsync(year, content, request, cancellationToken)) ? code : null;

    /// <summary>Whether a name may be the year of all rows: each has a date of it.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="rows">The dates of each row; null for one that is not stated.</param>
    public static bool IsYearOf(string name, IEnumerable<DateOnly?[]> rows) => YearIn(name) is { } year && rows.All(dates => IsOf(year, dates));

    private static bool IsOf(int year, IEnumerable<DateOnly?> datesOfRow) => datesOfRow.Any(date => date?.Year == year);

    // Whether a year names the share all the same: a row that names none and is of another year shows it. Where one that names its own comes
    // first, the name is taken for the year, and a row below that names none is refused. Such a file may be the whole exchange's: its rows are
    // not read twice for that.
    private static async Task<bool> NamesAsync(int year, Stream content, TableRequest request, CancellationToken cancellationToken)
    {
        using var table = await TableReader.OpenAsync(content, request, cancellationToken);
        List<TableColumn> dates = [.. table.Schema?.Columns.Where(column => column.Type == ColumnType.Date) ?? []];
        var share = table.Schema?.Columns.FirstOrDefault(column => column.Type == ColumnType.Code);
        while (await table.ReadAsync(cancellationToken))
        {
            if (share is not null && !table.Columns.IsBlank(share))
                return false;
            if (table.IsReadable && !IsOf(year, dates.Select(date => table.Columns.Date(date))))
                return true;
        }

        return table.RowCount == 0;
    }

    private static int? YearIn(string? name)
    {
        var text = Width.Fold(Path.GetFileNameWithoutExtension(name)).Trim();
        return text.Length == DigitsOfYear
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            && year is >= FirstYear and <= LastYear ? year : null;
    }
}
