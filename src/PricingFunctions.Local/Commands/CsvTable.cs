using System.Text;
using Sylvan.Data.Csv;

namespace PricingFunctions.Local.Commands;

/// <summary>A CSV file with a header, read row by row; columns are found by name in any case and order.</summary>
internal sealed class CsvTable : IDisposable
{
    private const int LongestRow = 1 << 20;

    private readonly string path;
    private readonly StreamReader text;
    private readonly CsvDataReader reader;
    private readonly Dictionary<string, int> columns = new(StringComparer.OrdinalIgnoreCase);

    private CsvTable(string path, StreamReader text, CsvDataReader reader)
    {
        this.path = path;
        this.text = text;
        this.reader = reader;
    }

    /// <summary>The number of columns in the header.</summary>
    public int ColumnCount => reader.FieldCount;

    /// <summary>The number of fields in the row.</summary>
    public int FieldCount => reader.RowFieldCount;

    /// <summary>The row, from 1; the header is not counted.</summary>
    public int Row => reader.RowNumber;

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="path">The file: UTF-8, with or without a byte order mark.</param>
    /// <param name="required">The columns that must be there; others are allowed.</param>
    /// <exception cref="UnreadableFileException">
    /// The file cannot be opened, is empty, or its header lacks a column or has one twice.
    /// </exception>
    public static CsvTable Open(string path, params IEnumerable<string> required)
    {
        var text = OpenText(path);
        try
        {
            var table = new CsvTable(path, text, OpenReader(path, text));
            table.ReadHeader(required);
            return table;
        }
        catch
        {
            text.Dispose();
            throw;
        }
    }

    /// <summary>Goes to the next row that is not blank.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="UnreadableFileException">The file is not CSV, or not UTF-8, from here on.</exception>
    public bool Read() => Guard(path, () =>
    {
        while (reader.Read())
        {
            if (reader.RowFieldCount > 1 || reader.GetRawRecordSpan().Trim().Length > 0)
                return true;
        }

        return false;
    });

    /// <summary>The text of a field of the row.</summary>
    /// <param name="column">The column's name.</param>
    /// <returns>The text without its quotes; null where the row is too short, or the file has no such column.</returns>
    public string? Field(string column) =>
        columns.TryGetValue(column, out var ordinal) && ordinal < reader.RowFieldCount ? reader.GetString(ordinal) : null;

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        reader.Dispose();
        text.Dispose();
    }

    private static StreamReader OpenText(string path)
    {
        try
        {
            return new StreamReader(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UnreadableFileException(path, "is not there");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UnreadableFileException(path, $"cannot be opened: {exception.Message}");
        }
    }

    private static CsvDataReader OpenReader(string path, TextReader text) => Guard(path, () =>
    {
        if (text.Peek() < 0)
            throw new UnreadableFileException(path, "is empty; a header is needed");

        return CsvDataReader.Create(
            text, new CsvDataReaderOptions { Delimiter = ',', HasHeaders = true, MaxBufferSize = LongestRow });
    });

    private void ReadHeader(IEnumerable<string> required)
    {
        for (var ordinal = 0; ordinal < reader.FieldCount; ordinal++)
        {
            var name = reader.GetName(ordinal).Trim();
            if (name.Length > 0 && !columns.TryAdd(name, ordinal))
                throw new UnreadableFileException(path, $"has the column {name} twice");
        }

        var missing = required.Where(column => !columns.ContainsKey(column)).ToList();
        if (missing.Count > 0)
            throw new UnreadableFileException(path, $"has no column {string.Join(", ", missing)}");
    }

    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or DecoderFallbackException
            or CsvFormatException or CsvConfigurationException)
        {
            throw new UnreadableFileException(path, $"cannot be read: {exception.Message}");
        }
    }
}
