using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;

namespace Pricing.Proof.Folders;

/// <summary>Rows of tables as lines of JSON: each column with the type of its value, the same line for the same row.</summary>
internal static class RowText
{
    private const string Partition = "PartitionKey";
    private const string Row = "RowKey";

    // What the service adds by itself.
    private static readonly string[] Added = [Partition, Row, "odata.etag", "Timestamp"];

    /// <summary>Writes a row.</summary>
    /// <param name="row">The row.</param>
    public static string Write(TableEntity row)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString(Partition, row.PartitionKey);
            json.WriteString(Row, row.RowKey);
            foreach (var (name, value) in row.Where(column => !Added.Contains(column.Key)).OrderBy(column => column.Key, StringComparer.Ordinal))
            {
                json.WriteStartObject(name);
                json.WriteString(TypeOf(value), Text(value));
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>Reads a row.</summary>
    /// <param name="line">A line that <see cref="Write"/> made.</param>
    /// <param name="place">Where it stands, for people.</param>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static TableEntity Read(string line, string place)
    {
        try
        {
            return ReadRow(line);
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException or OverflowException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidDataException($"{place} cannot be read: {unreadable.Message}", unreadable);
        }
    }

    private static TableEntity ReadRow(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        var row = new TableEntity(root.GetProperty(Partition).GetString(), root.GetProperty(Row).GetString());
        foreach (var column in root.EnumerateObject().Where(column => !Added.Contains(column.Name)))
        {
            var typed = column.Value.EnumerateObject().First();
            row[column.Name] = Value(typed.Name, typed.Value.GetString()!);
        }

        return row;
    }

    private static string TypeOf(object value) => value switch
    {
        string => "string",
        int => "int",
        long => "long",
        double => "double",
        bool => "bool",
        DateTimeOffset or DateTime => "time",
        byte[] or BinaryData => "bytes",
        Guid => "guid",
        _ => throw new NotSupportedException($"A column of the type {value.GetType().Name} has no text."),
    };

    private static string Text(object value) => value switch
    {
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToBase64String(bytes),
        BinaryData bytes => Convert.ToBase64String(bytes.ToMemory().Span),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static object Value(string type, string text) => type switch
    {
        "string" => text,
        "int" => int.Parse(text, CultureInfo.InvariantCulture),
        "long" => long.Parse(text, CultureInfo.InvariantCulture),
        "double" => double.Parse(text, CultureInfo.InvariantCulture),
        "bool" => bool.Parse(text),
        "time" => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        "bytes" => Convert.FromBase64String(text),
        "guid" => Guid.Parse(text),
        _ => throw new JsonException($"There is no column of the type {type}."),
    };
}
