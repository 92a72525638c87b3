using Pricing.Dividends;
using Pricing.Files.Schemas;
using Pricing.Files.Tables;
using Pricing.Files.WholeFiles;

namespace Pricing.Files.Dividends;

/// <summary>Tables of dividends.</summary>
public static class DividendFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="content">The file, from its start; a stream that can seek.</param>
    /// <param name="request">What is known of it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The dividends; none where a row cannot be read.</returns>
    public static Task<FileReading<DividendRow>> ReadAsync(
        Stream content, TableRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return WholeFile.ReadAsync(
            content, WholeFile.Of(request, FileKind.Dividends), table => new Judge(table), cancellationToken);
    }

    private sealed class Judge(TableReader table) : IRowJudge<DividendRow>
    {
        private static readonly Dictionary<string, DividendKind> Kinds = new()
        {
            ["interim"] = DividendKind.Interim,
            ["final"] = DividendKind.Final,
        };

        private readonly ShareOfRow share = new(table, "Code");

        public DividendRow Read()
        {
            var fields = table.Fields;
            var amount = fields.OptionalNumber("Amount", 0m);
            var part = fields.OptionalNumber("CommemorativePart", 0m) ?? 0m;
            if (part > (amount ?? part))
                fields.Fail("CommemorativePart", "is no part of the amount: it is larger");
            var row = new DividendRow(
                table.Line,
                share.Read(),
                fields.Word("Kind", Kinds),
                amount,
                part,
                fields.OptionalDate("FiscalYearEnd"),
                fields.Date("RecordDate"),
                fields.OptionalDate("ExDate"),
                fields.Date("AnnouncedOn"));
            if (fields.IsRead("Kind", "FiscalYearEnd", "RecordDate", "ExDate"))
                DividendDates.Check(row, fields);
            return row;
        }

        void IRowJudge<DividendRow>.Judge(List<DividendRow> rows, DefectList defects, List<string> notices)
        {
            if (share.IsMissing) return;
            notices.AddRange(DividendDates.Notices(rows));

            // One dividend may stand several times: each announcement of it is a row.
            foreach (var twice in rows.GroupBy(row => (row.Code, row.Kind, row.RecordDate, row.AnnouncedOn)))
            {
                var first = twice.First();
                foreach (var other in twice)
                    defects.AddAll(StatedTwice.Defects(other.Line, first.Line, "dividend of the same announcement", Fields(other, first)));
            }
        }

        private static (string Field, string? Later, string? First)[] Fields(DividendRow later, DividendRow first) =>
        [
            ("Amount", Text(later.Amount), Text(first.Amount)),
            ("CommemorativePart", Text(later.CommemorativePart), Text(first.CommemorativePart)),
            ("FiscalYearEnd", Text(later.FiscalYearEnd), Text(first.FiscalYearEnd)),
            ("ExDate", Text(later.ExDate), Text(first.ExDate)),
        ];

        private static string? Text(decimal? amount) => amount is { } stated ? DecimalText.Of(stated) : null;

        private static string? Text(DateOnly? date) => date is { } stated ? DateText.Of(stated) : null;
    }
}
