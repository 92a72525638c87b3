using Pricing.Pipeline.Files;
using Pricing.Pipeline.MarketData.Dividends;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.Intake.Kinds;

/// <summary>
/// Tables of dividends. Columns by name: <c>Kind</c> (interim or final), <c>Amount</c> as declared, in yen per share of
/// the record date (<c>-</c> for one that is undetermined), <c>RecordDate</c>, <c>ExDate</c>, <c>AnnouncedOn</c>;
/// optional <c>Code</c> and <c>CommemorativePart</c>, the part of the amount that is for an occasion.
/// </summary>
public static class DividendFileParser
{
    /// <summary>The column that tells a table of dividends from a price file.</summary>
    internal const string RecordDate = "recorddate";

    /// <summary>Whether a file is a table of dividends.</summary>
    /// <param name="body">The bytes.</param>
    public static bool IsTable(ReadOnlyMemory<byte> body) => CsvFile.HasColumn(body, RecordDate);

    /// <summary>Reads a file.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="code">The share, for a file without a code column; five characters.</param>
    /// <param name="source">The archived file.</param>
    /// <returns>A decided notice a row; none where one row is <see cref="ReasonCode.FeedMalformed"/>.</returns>
    public static NoticeReply Parse(ReadOnlyMemory<byte> body, string? code, DataSource source)
    {
        var file = CsvFile.Read(body, columns => Reader(columns, code));
        return new() { Notices = file.Rows, Sources = [source], Failures = file.Failures };
    }

    private static Outcome<Func<CsvRow, CodedNotice>> Reader(CsvColumns columns, string? code)
    {
        var found = new DividendFileColumns(columns);
        if (!found.AreThere)
            return columns.Lacks("Kind, Amount, RecordDate, ExDate and AnnouncedOn");
        if (code is null && !found.HaveCode)
            return CsvColumns.NamesNoShare;
        return (Func<CsvRow, CodedNotice>)(row => found.Read(row, code));
    }
}
