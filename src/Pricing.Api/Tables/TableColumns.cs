using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Pricing.Files.Delimited;

namespace Pricing.Api.Tables;

/// <summary>The columns of a table of records: their JSON names, in the order of the record.</summary>
/// <typeparam name="T">The record.</typeparam>
/// <param name="type">Its properties.</param>
/// <param name="amounts">The columns whose texts are exact numbers: they stay as they are, and in a workbook they are numbers, where they stay exact.</param>
internal sealed class TableColumns<T>(JsonTypeInfo<T> type, params IReadOnlyCollection<string> amounts)
{
    private readonly JsonPropertyInfo[] columns = [.. type.Properties.Where(property => property.Get is not null)];

    /// <summary>How a record is written.</summary>
    public JsonTypeInfo<T> Type => type;

    /// <summary>The heads.</summary>
    public string[] Heads => Array.ConvertAll(columns, column => column.Name);

    /// <summary>The fields of a record as text, safe to be opened by a spreadsheet.</summary>
    /// <param name="record">The record.</param>
    public CsvField[] Texts(T record) => Array.ConvertAll(columns, column => Text(column.Name, column.Get!(record!)));

    /// <summary>The fields of a record: a number, a date, or a text.</summary>
    /// <param name="record">The record.</param>
    public object?[] Fields(T record) => Array.ConvertAll(columns, column => Field(column.Name, column.Get!(record!)));

    private object? Field(string name, object? value) =>
        value is string text && amounts.Contains(name) && DecimalText.Parse(text) is { } number && (decimal)(double)number == number
            ? (double)number
            : value;

    private CsvField Text(string name, object? value) => value switch
    {
        null => default,
        string number when amounts.Contains(name) => CsvField.Figure(number),
        string text => text,
        bool flag => flag ? "true" : "false",
        double number => CsvField.Figure(number.ToString("R", CultureInfo.InvariantCulture)),
        DateOnly date => DateText.Of(date),
        DateTimeOffset instant => instant.ToString("O", CultureInfo.InvariantCulture),
        IFormattable other => CsvField.Figure(other.ToString(null, CultureInfo.InvariantCulture)),
        _ => value.ToString(),
    };
}
