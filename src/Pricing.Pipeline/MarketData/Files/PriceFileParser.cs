using System.Globalization;
using System.Text;
using Pricing.Calendars;
using Sylvan.Data.Csv;

namespace Pricing.Pipeline.MarketData.Files;

/// <summary>
/// Price files: CSV with a header, in UTF-8 or CP932. Columns by name: <c>Date</c>, <c>Close</c>; optional <c>Code</c>,
/// <c>BasePrice</c>, <c>SplitFactor</c> (new shares per old one) or <c>AdjFactor</c> (old per new, as J-Quants has it),
/// <c>Volume</c>. A row without a close or with volume 0 says that there was no trade; on days without a session it is
/// dropped.
/// </summary>
public static class PriceFileParser
{
    private const int MostFailures = 20;
    private const int LongestRow = 1 << 16;

    private static readonly Failure NoCode = new(
        ReasonCode.FeedMalformed, "header", "", "no column Code, and the file's name and metadata name no code");

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="code">The share, for a file without a code column; five characters.</param>
    /// <param name="source">The archived file.</param>
    /// <returns>
    /// The rows. With a single bad one there are none: half a history that looks whole is worse than none.
    /// </returns>
    public static PriceReply Parse(ReadOnlyMemory<byte> body, string? code, DataSource source)
    {
        List<Failure> failures = [];
        List<CodedFact> facts = [];
        var dropped = 0;
        try
        {
            using var csv = CsvDataReader.Create(
                new StringReader(
                    Decode(body.Span)), new CsvDataReaderOptions { Delimiter = ',', MaxBufferSize = LongestRow });
            var columns = PriceFileColumns.Of([.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetName)]);
            if (!columns.IsSuccess)
                failures.AddRange(columns.Failures);
            else if (code is null && !columns.Value.HasCode)
                failures.Add(NoCode);
            else
                dropped = TakeAll(csv, columns.Value, code, facts, failures);
        }
        catch (Exception defect) when (
            defect is CsvFormatException or CsvMissingHeadersException or CsvRecordTooLargeException
                or DecoderFallbackException)
        {
            failures.Add(new(ReasonCode.FeedMalformed, "file", "", "the file is no CSV in UTF-8 or CP932"));
        }

        return new()
        {
            Facts = failures.Count > 0 ? [] : facts,
            Sources = [
            source],
            Dropped = dropped,
            Failures = failures
        };
    }

    private static int TakeAll(
        CsvDataReader csv, PriceFileColumns columns, string? code, List<CodedFact> facts, List<Failure> failures)
    {
        var dropped = 0;
        while (failures.Count < MostFailures && csv.Read())
            dropped += Take(csv, columns, code, facts, failures);
        return dropped;
    }

    private static int Take(
        CsvDataReader csv, PriceFileColumns columns, string? code, List<CodedFact> facts, List<Failure> failures)
    {
        if (csv.RowFieldCount == 1 && csv.GetString(0).Length == 0)
            return 0;

        var row = columns.Read(csv, code);
        if (!row.TryGet(out var fact))
        {
            failures.AddRange(row.Failures.Select(failure => failure with
            {
                Field = string.Create(CultureInfo.InvariantCulture, $"row {csv.RowNumber} {failure.Field}"),
            }));
            return 0;
        }

        if (!TokyoCalendar.Coverage.Contains(fact.Fact.Date) || !TokyoCalendar.IsSession(fact.Fact.Date))
            return 1;
        facts.Add(fact);
        return 0;
    }

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
