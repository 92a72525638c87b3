using Pricing.Files.Schemas;
using Pricing.Files.Tables;
using Pricing.Files.WholeFiles;

namespace Pricing.Files.CorporateActions;

/// <summary>Tables of corporate actions.</summary>
public static class CorporateActionFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="content">The file, from its start; a stream that can seek.</param>
    /// <param name="request">What is known of it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The actions; none where a row cannot be read.</returns>
    public static Task<FileReading<CorporateActionRow>> ReadAsync(
        Stream content, TableRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return WholeFile.ReadAsync(
            content, WholeFile.Of(request, FileKind.CorporateActions), table => new Judge(table), cancellationToken);
    }

    private sealed class Judge(TableReader table) : IRowJudge<CorporateActionRow>
    {
        private static readonly Dictionary<string, bool> YesNo = new() { ["yes"] = true, ["no"] = false };

        private static readonly HashSet<string> ByRatio = ["split", "gratis_allotment", "consolidation"];

        private readonly ShareOfRow share = new(table, "code");
        private readonly Dictionary<string, bool> kinds =
            table.Schema!["kind"].Words.Values.Distinct().ToDictionary(word => word, _ => true);

        public CorporateActionRow Read()
        {
            var fields = table.Fields;
            _ = fields.Word("kind", kinds);
            var kind = fields.EnglishWord("kind") ?? "";
            var ratio = fields.Split("ratio");
            if (ByRatio.Contains(kind) && ratio is null && fields.Failures.Count == 0)
                fields.Fail("ratio", "", "is missing; write 1:2 for one old share into two new ones");
            return new(
                table.Line,
                share.Read(),
                kind,
                ratio,
                fields.OptionalDate("record_date"),
                fields.OptionalDate("effective_date"),
                fields.OptionalDate("ex_date"),
                fields.OptionalDate("announced_on"),
                fields.Word("conditional", YesNo, missing: false),
                fields.OptionalDate("meeting_date"),
                fields.OptionalText("reference"),
                fields.OptionalText("meant_reason"));
        }

        void IRowJudge<CorporateActionRow>.Judge(List<CorporateActionRow> rows, DefectList defects, List<string> notices)
        {
        }
    }
}
