using Pricing.Calendars;
using Pricing.Pipeline.Files;
using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.Intake.Kinds;

/// <summary>
/// Price files. Columns by name: <c>Date</c>, <c>Close</c>; optional <c>Code</c>, <c>BasePrice</c>, <c>SplitFactor</c>
/// (new shares per old one) or <c>AdjFactor</c> (old per new, as J-Quants has it), <c>Volume</c>. A row without a close
/// or with volume 0 says that there was no trade; on days without a session it is dropped.
/// </summary>
public static class PriceFileParser
{
    /// <summary>Reads a file.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="code">The share, for a file without a code column; five characters.</param>
    /// <param name="source">The archived file.</param>
    /// <returns>The rows; none where one of them is <see cref="ReasonCode.FeedMalformed"/>.</returns>
    public static PriceReply Parse(ReadOnlyMemory<byte> body, string? code, DataSource source)
    {
        var file = CsvFile.Read(body, columns => Reader(columns, code));
        List<CodedFact> facts = [.. file.Rows.Where(row => IsSession(row.Fact.Date))];
        return new()
        {
            Facts = facts,
            Sources = [source],
            Dropped = file.Rows.Count - facts.Count,
            Failures = file.Failures,
        };
    }

    private static Outcome<Func<CsvRow, CodedFact>> Reader(CsvColumns columns, string? code)
    {
        var found = new PriceFileColumns(columns);
        if (!found.AreThere)
            return columns.Lacks("Date and Close");
        if (code is null && !found.HaveCode)
            return CsvColumns.NamesNoShare;
        return (Func<CsvRow, CodedFact>)(row => found.Read(row, code));
    }

    private static bool IsSession(DateOnly date) =>
        TokyoCalendar.Coverage.Contains(date) && TokyoCalendar.IsSession(date);
}
