using System.Globalization;
using Pricing.Files.Delimited;
using Pricing.Files.Numbers;
using Pricing.Files.Schemas;

namespace Pricing.Files.Tables;

/// <summary>
/// The columns with which rows of a table, whatever its form, can be written as comma-separated text and be read back as
/// the same: numbers with a point, names as the header has them, without units. First every row is looked at that is to be written, then each is taken.
/// </summary>
public sealed class CopiedColumns
{
    // The one unit that is written: a volume of 0 in thousands may be some shares, and a plain 0 is none.
    private const string NoThousands = "0千株";

    private readonly SortedSet<int> columns = [];
    private readonly SortedDictionary<decimal, string> tenors = [];
    private readonly SortedDictionary<int, string> others = [];
    private readonly Dictionary<int, string> names = [];
    private TableSchema? schema;

    /// <summary>The names of the columns.</summary>
    public IReadOnlyList<string> Names =>
        [.. columns.Select(column => names.GetValueOrDefault(column) ?? schema!.Columns[column].Name), .. tenors.Values, .. others.Values];

    /// <summary>Looks at a row.</summary>
    /// <param name="table">The table, which stands on the row.</param>
    public void Look(TableReader table)
    {
        ArgumentNullException.ThrowIfNull(table);
        schema = table.Schema!;
        foreach (var column in schema.Columns.Where(column => IsWanted(table, column))) Add(table, column.Index);
        for (var index = 0; index < table.Rows.TenorCount; index++) tenors.TryAdd(table.Rows.Tenor(index).Years, table.Rows.Tenor(index).Name);
        foreach (var (ordinal, name) in table.Rows.UnknownColumns) others.TryAdd(ordinal, name);
        foreach (var ordinal in table.Rows.UnnamedColumns)
        {
            if (!table.Rows.At(ordinal).IsWhiteSpace()) others.TryAdd(ordinal, "");
        }
    }

    /// <summary>The fields of a row, by <see cref="Names"/>. A row that could not be taken apart has none.</summary>
    /// <param name="table">The table, which stands on the row.</param>
    public IEnumerable<CsvField> Of(TableReader table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var places = Enumerable.Range(0, table.Rows.TenorCount).ToDictionary(index => table.Rows.Tenor(index).Years);
        return table.IsReadable
            ?
            [
                .. columns.Select(column => Field(table, schema!.Columns[column])),
                .. tenors.Keys.Select(years => CsvField.Figure(places.TryGetValue(years, out var index) ? Yield(table, index) : "")),
                .. others.Keys.Select(ordinal => CsvField.Text(table.Rows.At(ordinal).ToString())),
            ]
            : Enumerable.Repeat(default(CsvField), columns.Count + tenors.Count + others.Count);
    }

    private static CsvField Field(TableReader table, TableColumn column)
    {
        var plain = table.Fields.Plain(column);
        if (!column.IsNumber)
            return plain;
        return CsvField.Figure(column.Type == ColumnType.Volume && plain == "0" && table.Columns.IsMultiplied(column) ? NoThousands : plain);
    }

    private void Add(TableReader table, int column)
    {
        if (columns.Add(column) && table.HeaderCode is null && table.Rows.HeaderName(column) is { } name) names[column] = name;
    }

    // The rows of JSON name their own columns, so there a column is one that a row names or must have.
    private static bool IsWanted(TableReader table, TableColumn column) => table.Rows.HasHeader
        ? table.Rows.HasColumn(column.Index)
        : !table.Request.NotTaken.Contains(column.Name)
            && ((column.IsRequired && table.Schema!.IsJudgedByRow) || table.Fields.Has(column.Name));

    private static string Yield(TableReader table, int index)
    {
        var text = table.Rows.TenorText(index);
        return NumberText.Read(text, table.Rows.TenorForm, out var percent) is null
            ? percent.ToString(CultureInfo.InvariantCulture)
            : text.ToString();
    }
}
