using System.Globalization;
using Pricing.Actions;
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

        private static readonly Dictionary<string, CorporateActionKind> Kinds =
            SettingWords.ByWordInFiles<CorporateActionKind>();

        private readonly ShareOfRow share = new(table, "code");

        public CorporateActionRow Read()
        {
            var fields = table.Fields;
            var kind = fields.Word("kind", Kinds);
            var ratio = fields.Split("ratio");
            return new(
                table.Line,
                share.Read(),
                kind,
                ratio,
                fields.OptionalDate("record_date"),
                fields.OptionalDate("effective_date"),
                fields.OptionalDate("ex_date"),
                fields.OptionalDate("announced_on"),
                fields.Has("conditional") ? fields.Word("conditional", YesNo) : null,
                fields.OptionalDate("meeting_date"),
                fields.OptionalText("reference"),
                fields.OptionalText("meant_reason"),
                fields.OptionalText("withdrawn_reason"));
        }

        void IRowJudge<CorporateActionRow>.Judge(List<CorporateActionRow> rows, DefectList defects, List<string> notices)
        {
            if (share.IsMissing) return;
            foreach (var row in rows)
                defects.AddAll(Failures(row).Select(failure => new FileDefect(row.Line, null, failure)));
            foreach (var twice in rows.Where(row => row.ToAction() is not null).GroupBy(row => (row.Code, row.Kind, row.ToAction()!.ExDate)))
            {
                var first = twice.First();
                foreach (var other in twice)
                    defects.AddAll(StatedTwice.Defects(other.Line, first.Line, "action of the same ex-date", Fields(other, first)));
            }

            foreach (var ofShare in rows.Where(row => row.WithdrawnReason is null).GroupBy(row => row.Code)) JudgeNear(ofShare, defects, notices);
        }

        /// <summary>Holds each row against those above it that it can hardly stand beside.</summary>
        private static void JudgeNear(IEnumerable<CorporateActionRow> rows, DefectList defects, List<string> notices)
        {
            var above = new ActionsAbove();
            foreach (var row in rows)
            {
                if (row.ToAction() is not { } action) continue;

                foreach (var (line, other) in above.Near(action))
                {
                    if (row.MeantReason is null) defects.Add(new(row.Line, null, Near(line, other, action)));
                    else if (other.Kind != action.Kind) notices.Add(Order(line, other, row.Line, action));
                }

                above.Add(row.Line, action);
            }
        }

        private static Failure Near(int line, CorporateAction other, CorporateAction action) => new(
            ReasonCode.ConflictingData,
            "ex_date",
            DateText.Of(action.ExDate),
            string.Create(CultureInfo.InvariantCulture, $"line {line} states a {SettingWords.InFiles(other.Kind)} ") + (other.Kind == action.Kind
                ? $"of the same ratio with the ex-date {DateText.Of(other.ExDate)}; keep the right one, or say in meant_reason of this line why both are"
                : "with the same ex-date, and which of the two counts first decides the figures; keep the right one, or say in meant_reason of this line why both are: the upper one counts first"));

        private static string Order(int line, CorporateAction first, int secondLine, CorporateAction second) => string.Create(
            CultureInfo.InvariantCulture,
            $"the {SettingWords.InFiles(first.Kind)} of line {line} and the {SettingWords.InFiles(second.Kind)} of line {secondLine} have the ex-date {DateText.Of(second.ExDate)}; both count, line {line} first");

        // An action may be shown by two documents.
        private static (string Field, string? Later, string? First)[] Fields(CorporateActionRow later, CorporateActionRow first) =>
        [
            ("ratio", Text(later.NewPerOld), Text(first.NewPerOld)),
            ("record_date", Text(later.RecordDate), Text(first.RecordDate)),
            ("effective_date", Text(later.EffectiveDate), Text(first.EffectiveDate)),
            ("ex_date", Text(later.ExDate), Text(first.ExDate)),
            ("announced_on", Text(later.AnnouncedOn), Text(first.AnnouncedOn)),
            ("conditional", Text(later.IsConditional), Text(first.IsConditional)),
            ("meeting_date", Text(later.MeetingDate), Text(first.MeetingDate)),
            ("withdrawn_reason", later.WithdrawnReason, first.WithdrawnReason),
        ];

        private static string? Text(Ratio? ratio) => ratio is { } stated ? DecimalText.Of(stated) : null;

        private static string? Text(DateOnly? date) => date is { } stated ? DateText.Of(stated) : null;

        private static string? Text(bool? isSo) => isSo is { } stated ? YesNo.First(word => word.Value == stated).Key : null;

        private static IReadOnlyList<Failure> Failures(CorporateActionRow row) => row.ToAction() is { } action
            ? row.WithdrawnReason is null ? ActionCheck.Check(action, isMeant: row.MeantReason is not null) : []
            :
            [
                new(
                    ReasonCode.InvalidField,
                    "ex_date",
                    "",
                    row.Kind == CorporateActionKind.Consolidation
                        ? "is missing; state it, or the effective_date that it follows from"
                        : "is missing; state it, or the record_date that it follows from"),
            ];
    }
}
