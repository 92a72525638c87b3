using System.Globalization;
using Pricing.Files.Schemas;
using Pricing.Files.Tables;

namespace Pricing.Files.WholeFiles;

/// <summary>Reads files that are taken whole or not at all, and names every row that is wrong.</summary>
internal static class WholeFile
{
    // A list that grows is copied again and again, and lists of rows are large objects: it begins with what a file of short lines holds.
    private const int ShortLine = 20;
    private const int MostAtFirst = 1 << 13;

    // Every row is held in memory until all are judged together, a close in some 140 bytes. A year of closes of the whole exchange has 1.1 million.
    private const int MostRows = 2_000_000;

    private static readonly FileDefect TooLong = FileDefect.OfFile(
        "file", "", string.Create(CultureInfo.InvariantCulture, $"has more than {MostRows} rows, which is the most; split it by share or by year"));

    /// <summary>Reads a file.</summary>
    /// <typeparam name="T">What a row becomes.</typeparam>
    /// <param name="content">The file, from its start; a stream that can seek.</param>
    /// <param name="request">What is known of it.</param>
    /// <param name="start">Makes what reads its rows and judges them together.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<FileReading<T>> ReadAsync<T>(
        Stream content, TableRequest request, Func<TableReader, IRowJudge<T>> start, CancellationToken cancellationToken)
    {
        if (request is { Code: null, FileName: { } name })
            request = request with { FileName = await CodeInName.FindAsync(content, name, request, cancellationToken) };
        using var table = await TableReader.OpenAsync(content, request, cancellationToken);
        var defects = new DefectList();
        var rows = new List<T>((int)Math.Min(content.Length / ShortLine, MostAtFirst));
        List<string> notices = [];
        if (table.Schema is not null && table.Defects.Count == 0)
        {
            var judge = start(table);
            while (table.RowCount <= MostRows && await table.ReadAsync(cancellationToken))
            {
                if (table.IsReadable && judge.Read() is { } row && (table.Fields.Failures.Count == 0 || judge.IsReadInPart(row)))
                    rows.Add(row);
                if (table.Fields.Failures.Count > 0)
                    defects.AddAll(table.RowDefects());
            }

            defects.AddAll(table.Defects);
            if (table.RowCount > MostRows)
            {
                rows.Clear();
                defects.Add(TooLong);
            }
            else
            {
                judge.Judge(rows, defects, notices);
            }
        }
        else
        {
            defects.AddAll(table.Defects);
        }

        return new()
        {
            Kind = table.Kind,
            Readable = rows,
            RowCount = table.RowCount,
            Defects = [.. defects.Kept.OrderBy(defect => defect.Line).Select(defect => defect.Line > 0 ? defect with { Failure = table.InHeader(defect.Failure) } : defect)],
            DefectCount = defects.Count,
            Notices = [.. table.Notices, .. defects.Count > 0 ? [] : notices],
        };
    }

    /// <summary>A request for a kind; a file that was stated to be of another is the caller's mistake.</summary>
    public static TableRequest Of(TableRequest request, FileKind kind) => request with { Kind = kind };
}
