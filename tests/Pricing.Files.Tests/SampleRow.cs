using Pricing.Files.Schemas;

namespace Pricing.Files.Tests;

/// <summary>A right row of each kind, to be changed in one column.</summary>
internal static class SampleRow
{
    public static string Value(TableColumn column) => column.Name switch
    {
        "currency" => "JPY",
        "policy" => "continuous",
        "allotted_rights" => "89",
        _ => column.Type switch
        {
            ColumnType.Id => "G1",
            ColumnType.Text => "a text",
            ColumnType.Code => "3774",
            ColumnType.Date => "2013-07-11",
            ColumnType.Amount => "3505",
            ColumnType.Whole => "135",
            ColumnType.Rate => "0.05",
            ColumnType.Percent => "0.818",
            ColumnType.Years => "15",
            ColumnType.Volume => "1000",
            ColumnType.NewPerOld or ColumnType.OldPerNew => "1",
            ColumnType.Tenor => "10",
            ColumnType.Word => column.Words.Keys.First(),
            ColumnType.Periods => "2011-03-11..2011-03-31",
            _ => throw new InvalidOperationException($"no sample of {column.Type}"),
        },
    };

    /// <summary>A file of one row: all required columns, and one more.</summary>
    /// <param name="schema">The kind.</param>
    /// <param name="column">The column to look at.</param>
    /// <param name="name">What the header calls it.</param>
    /// <param name="value">What stands in it.</param>
    /// <param name="delimiter">What parts the fields.</param>
    public static string File(TableSchema schema, TableColumn column, string name, string value, char delimiter = ',')
    {
        var columns = schema.Columns.Where(other => other.IsRequired || other == column).ToList();
        var header = string.Join(delimiter, columns.Select(other => Quoted(other == column ? name : other.Name)));
        var row = string.Join(delimiter, columns.Select(other => Quoted(other == column ? value : Value(other))));
        return $"{header}\n{row}\n";
    }

    public static string Quoted(string field) => $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
