using System.Globalization;
using System.Text;
using Sylvan.Data.Csv;

namespace Pricing.Pipeline.Files;

/// <summary>Files as people drop them: CSV with a header, in UTF-8 or CP932.</summary>
internal static class CsvFile
{
    private const int MostFailures = 20;
    private const int LongestRow = 1 << 16;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What a file says.</summary>
    /// <typeparam name="T">What a row becomes.</typeparam>
    /// <param name="Rows">
    /// The rows. With a single bad one there are none: half a history that looks whole is worse than none.
    /// </param>
    /// <param name="Failures">The first of what could not be read, with row, field and value.</param>
    public readonly record struct Content<T>(IReadOnlyList<T> Rows, IReadOnlyList<Failure> Failures);

    /// <summary>Reads a file.</summary>
    /// <typeparam name="T">What a row becomes.</typeparam>
    /// <param name="body">The bytes.</param>
    /// <param name="open">Finds the columns and says how a row is read by them.</param>
    public static Content<T> Read<T>(ReadOnlyMemory<byte> body, Func<CsvColumns, Outcome<Func<CsvRow, T>>> open)
    {
        List<Failure> failures = [];
        List<T> rows = [];
        try
        {
            using var csv = Open(body);
            var columns = Columns(csv);
            var read = columns.IsSuccess ? open(columns.Value) : columns.Failures.ToList();
            if (read.IsSuccess)
                TakeAll(csv, read.Value, rows, failures);
            else
                failures.AddRange(read.Failures);
        }
        catch (Exception defect) when (IsDefect(defect))
        {
            failures.Add(new(ReasonCode.FeedMalformed, "file", "", "the file is no CSV in UTF-8 or CP932"));
        }

        return new(failures.Count > 0 ? [] : rows, failures);
    }

    /// <summary>Whether a file has a column of a name.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="name">The name, in small letters without blanks.</param>
    public static bool HasColumn(ReadOnlyMemory<byte> body, string name)
    {
        try
        {
            using var csv = Open(body);
            return Columns(csv).TryGet(out var columns) && columns.Has(name);
        }
        catch (Exception defect) when (IsDefect(defect))
        {
            return false;
        }
    }

    private static void TakeAll<T>(CsvDataReader csv, Func<CsvRow, T> read, List<T> rows, List<Failure> failures)
    {
        while (failures.Count < MostFailures && csv.Read())
        {
            if (csv.RowFieldCount == 1 && csv.GetString(0).Length == 0)
                continue;

            var row = new CsvRow(csv);
            rows.Add(read(row));
            failures.AddRange(row.Failures.Select(failure => failure with
            {
                Field = string.Create(CultureInfo.InvariantCulture, $"row {csv.RowNumber} {failure.Field}"),
            }));
        }
    }

    private static CsvDataReader Open(ReadOnlyMemory<byte> body) => CsvDataReader.Create(
        new StringReader(Decode(body.Span)), new CsvDataReaderOptions { Delimiter = ',', MaxBufferSize = LongestRow });

    private static Outcome<CsvColumns> Columns(CsvDataReader csv) =>
        CsvColumns.Of([.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetName)]);

    private static bool IsDefect(Exception exception) =>
        exception is CsvFormatException or CsvMissingHeadersException or CsvRecordTooLargeException
            or DecoderFallbackException;

    private static string Decode(ReadOnlySpan<byte> body)
    {
        if (body.StartsWith(Encoding.UTF8.Preamble))
            return Utf8.GetString(body[Encoding.UTF8.Preamble.Length..]);
        try
        {
            return Utf8.GetString(body);
        }
        catch (DecoderFallbackException)
        {
            return JapaneseText.Strict.GetString(body);
        }
    }
}
