using System.Globalization;
using Pricing.Files.Characters;
using Pricing.Files.Schemas;

namespace Pricing.Files.Tables;

/// <summary>A file's name that is a code and may as well be the year of its rows: <c>2002.csv</c> with the closes of 2002.</summary>
public static class YearInName
{
    private const int Digits = 4;

    /// <summary>Whether the name is a year, and each row has a date of it: then it names no share.</summary>
    /// <param name="content">The file, from its start; a stream that can seek.</param>
    /// <param name="name">The file's name; null for none.</param>
    /// <param name="request">What is known of the file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<bool> IsOfRowsAsync(Stream content, string? name, TableRequest request, CancellationToken cancellationToken)
    {
        if (Year(name) is not { } year)
            return false;
        using var table = await TableReader.OpenAsync(content, request, cancellationToken);
        List<TableColumn> dates = [.. table.Schema?.Columns.Where(column => column.Type == ColumnType.Date) ?? []];
        while (await table.ReadAsync(cancellationToken))
        {
            if (table.IsReadable && !dates.Exists(date => table.Columns.Date(date)?.Year == year))
                return false;
        }

        return table.RowCount > 0;
    }

    private static int? Year(string? name)
    {
        var text = Width.Fold(Path.GetFileNameWithoutExtension(name)).Trim();
        return text.Length == Digits && text.All(char.IsAsciiDigit) ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : null;
    }
}
