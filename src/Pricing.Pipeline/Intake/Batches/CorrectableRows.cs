using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Azure;
using Azure.Storage.Blobs.Models;
using Pricing.Files.Delimited;
using Pricing.Files.Kinds;
using Pricing.Files.Schemas;
using Pricing.Files.Tables;
using Pricing.Pipeline.Intake.Kinds;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Sources;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Intake.Batches;

/// <summary>
/// Gives back what was refused of a file as a table that can be corrected and sent again: the refused rows; of one that was not taken
/// every row, since it is taken whole or not at all. Several rows may be one curve: where one differs from what is stored, all of its
/// date are given.
/// </summary>
/// <param name="files">The kept bytes.</param>
/// <param name="rejects">What was refused.</param>
public sealed class CorrectableRows(KeptFiles files, FileRejects rejects)
{
    private const string Between = "; ";
    private const string CodeColumn = "Code";

    /// <summary>Writes the table as comma-separated text, in UTF-8 with the mark that spreadsheets want.</summary>
    /// <param name="record">The attempt.</param>
    /// <param name="report">What became of it.</param>
    /// <param name="body">Where to.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="DamagedContentException">The kept bytes or the rejects are not there, or cannot be read.</exception>
    public async Task WriteAsync(FileRecord record, FileReport report, Stream body, CancellationToken cancellationToken)
    {
        await using var content = await OpenAsync(record.Sha256, cancellationToken);
        await WriteAsync(record, report, content, rejects.OfAsync(record.Key, cancellationToken), body, cancellationToken);
    }

    /// <summary>Writes the table of a file that somebody holds.</summary>
    /// <param name="record">What it is taken as.</param>
    /// <param name="report">What became of it.</param>
    /// <param name="content">The file: a stream that can seek.</param>
    /// <param name="failures">What was refused.</param>
    /// <param name="body">Where to.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static async Task WriteAsync(
        FileRecord record,
        FileReport report,
        Stream content,
        IAsyncEnumerable<Reject> failures,
        Stream body,
        CancellationToken cancellationToken)
    {
        var refused = await RefusedAsync(failures, cancellationToken);
        var isWhole = !record.Kind.IsOfRows() && refused.Count > 0 && report.Defect is not null;
        var dates = record.Kind == FileKind.Curves && !isWhole ? await DatesAsync(record, content, refused, cancellationToken) : [];
        bool IsGiven(TableReader table, int line) => isWhole || refused.ContainsKey(line) || (dates.Count > 0 && DateOf(table) is { } date && dates.Contains(date));
        await using var text = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        var columns = new CopiedColumns();
        await foreach (var (table, _) in RowsAsync(record, content, IsGiven, cancellationToken)) columns.Look(table);

        var share = await ShareAsync(record, content, columns, cancellationToken);
        string[] code = share is null ? [] : [CodeColumn];
        await WriteRowAsync(text, [AnswerColumns.Line, .. columns.Names.Concat(code).Select(CsvField.Text), AnswerColumns.Field, AnswerColumns.Value, AnswerColumns.Reason], cancellationToken);
        await foreach (var (table, line) in RowsAsync(record, content, IsGiven, cancellationToken))
        {
            CsvField[] fields = share is null ? [.. columns.Of(table)] : [.. columns.Of(table), share];
            await WriteRowAsync(text, Row(line, fields, refused.Remove(line, out var ofRow) ? ofRow : []), cancellationToken);
        }

        // What is wrong with the file as such stands at no row.
        var blank = Enumerable.Repeat(default(CsvField), columns.Names.Count + code.Length).ToArray();
        foreach (var (line, ofRow) in refused.OrderBy(row => row.Key)) await WriteRowAsync(text, Row(line, blank, ofRow), cancellationToken);
    }

    private async Task<Stream> OpenAsync(string sha256, CancellationToken cancellationToken)
    {
        try
        {
            return await files.OpenAsync(sha256, cancellationToken);
        }
        catch (RequestFailedException none) when (none.ErrorCode == BlobErrorCode.BlobNotFound)
        {
            throw KeptFiles.Gone(sha256);
        }
    }

    private static CsvField[] Row(int line, CsvField[] fields, IReadOnlyList<Reject> failures) =>
    [
        line.ToString(CultureInfo.InvariantCulture),
        .. fields,
        string.Join(Between, failures.Select(failure => failure.Cell is { } cell ? $"{failure.Field} ({cell})" : failure.Field)),
        string.Join(Between, failures.Select(failure => failure.Value)),
        string.Join(Between, failures.Select(failure => failure.Reason)),
    ];

    // Whoever reads the table may be the body of an answer, which takes nothing that is written at once.
    private static async Task WriteRowAsync(StreamWriter text, CsvField[] fields, CancellationToken cancellationToken)
    {
        await using var row = new StringWriter(CultureInfo.InvariantCulture) { NewLine = text.NewLine };
        CsvText.WriteRow(row, fields);
        await text.WriteAsync(row.GetStringBuilder(), cancellationToken);
    }

    private static async IAsyncEnumerable<(TableReader Table, int Line)> RowsAsync(
        FileRecord record,
        Stream content,
        Func<TableReader, int, bool> isGiven,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isOfRows = record.Kind.IsOfRows();
        if (record is { IsKindUnknown: true } or { Misstated: not null }) yield break;

        using var table = await TableReader.OpenAsync(content, FileRequests.Of(record), cancellationToken);
        var line = 0;
        while (await table.ReadAsync(cancellationToken))
        {
            line = isOfRows ? BatchRow.LineAfter(line, table.Line) : table.Line;
            if (isGiven(table, line)) yield return (table, line);
        }
    }

    /// <summary>The dates of refused curves.</summary>
    private static async Task<HashSet<DateOnly>> DatesAsync(
        FileRecord record, Stream content, Dictionary<int, List<Reject>> refused, CancellationToken cancellationToken)
    {
        HashSet<DateOnly> dates = [];
        await foreach (var (table, _) in RowsAsync(record, content, (_, line) => refused.ContainsKey(line), cancellationToken))
        {
            if (DateOf(table) is { } date) dates.Add(date);
        }

        return dates;
    }

    private static DateOnly? DateOf(TableReader table) => table.IsReadable ? table.Fields.OptionalDate("date") : null;

    /// <summary>The share that rows do not name themselves, so that the table says all of it.</summary>
    private static async Task<string?> ShareAsync(
        FileRecord record, Stream content, CopiedColumns columns, CancellationToken cancellationToken)
    {
        if (!record.Kind.IsOfShares() || columns.Names.Count == 0) return null;

        // The header may name the share's column in its own words.
        var schema = TableSchemas.Of(record.Kind);
        if (columns.Names.Any(name => schema.Find(name)?.Type == ColumnType.Code)) return null;

        using var table = await TableReader.OpenAsync(content, FileRequests.Of(record), cancellationToken);
        return record.Code ?? table.HeaderCode;
    }

    private static async Task<Dictionary<int, List<Reject>>> RefusedAsync(IAsyncEnumerable<Reject> failures, CancellationToken cancellationToken)
    {
        var refused = new Dictionary<int, List<Reject>>();
        await foreach (var reject in failures.WithCancellation(cancellationToken))
        {
            if (!refused.TryGetValue(reject.Line, out var ofRow)) refused[reject.Line] = ofRow = [];
            ofRow.Add(reject);
        }

        return refused;
    }
}
