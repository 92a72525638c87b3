using System.Globalization;
using System.Runtime.CompilerServices;
using Sylvan.Data.Csv;

namespace Pricing.Pipeline.Files;

/// <summary>The rows of a CSV batch: a header, columns by name in any order.</summary>
internal static class CsvBatchRows
{
    public static async IAsyncEnumerable<BatchRow> ReadAsync(
        Stream content, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var text = new StreamReader(content);
        await using var csv = await OpenAsync(text, cancellationToken);
        var names = Header(csv);
        var line = 1 + LineBreaks(Enumerable.Range(0, csv.FieldCount).Select(csv.GetName));
        while (await NextAsync(csv, line, cancellationToken))
        {
            line++;
            var row = Row(csv, names, line);
            if (row is not null) yield return row;
            line += LineBreaks(Enumerable.Range(0, csv.RowFieldCount).Select(csv.GetString));
        }
    }

    private static async Task<CsvDataReader> OpenAsync(TextReader text, CancellationToken cancellationToken)
    {
        try
        {
            return await CsvDataReader.CreateAsync(
                text, new CsvDataReaderOptions { Delimiter = ',', HasHeaders = true }, cancellationToken);
        }
        catch (Exception defect) when (defect is CsvFormatException or CsvMissingHeadersException)
        {
            throw new BatchFormatException("the header cannot be read", defect);
        }
    }

    private static string[] Header(CsvDataReader csv)
    {
        var names = Enumerable.Range(0, csv.FieldCount).Select(column => csv.GetName(column).Trim()).ToArray();
        if (names is [""]) throw new BatchFormatException("the first line is blank where the header should be");
        var twice = names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? names : throw new BatchFormatException($"the header names the column '{twice.Key}' twice");
    }

    private static async Task<bool> NextAsync(CsvDataReader csv, int line, CancellationToken cancellationToken)
    {
        try
        {
            return await csv.ReadAsync(cancellationToken);
        }
        catch (CsvFormatException defect)
        {
            throw new BatchFormatException(
                string.Create(CultureInfo.InvariantCulture, $"the file cannot be read after line {line}"), defect);
        }
    }

    private static BatchRow? Row(CsvDataReader csv, string[] names, int line)
    {
        if (csv.RowFieldCount == 1 && csv.GetString(0).Length == 0) return null;
        if (csv.RowFieldCount != names.Length)
        {
            return BatchRow.Unreadable(
                line,
                string.Join(',', Enumerable.Range(0, csv.RowFieldCount).Select(csv.GetString)),
                string.Create(
                    CultureInfo.InvariantCulture, $"has {csv.RowFieldCount} fields where the header has {names.Length}"));
        }

        var fields = new Dictionary<string, string>(names.Length, StringComparer.Ordinal);
        for (var column = 0; column < names.Length; column++) fields.Add(names[column], csv.GetString(column));
        return new(line, fields);
    }

    /// <summary>Line breaks in quoted fields, so that the next row's line is right.</summary>
    private static int LineBreaks(IEnumerable<string> fields) => fields.Sum(field => field.Count(c => c == '\n'));
}
