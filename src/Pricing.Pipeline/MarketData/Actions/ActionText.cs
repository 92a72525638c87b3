using System.Globalization;
using System.Text;
using Pricing.Actions;
using Pricing.Pipeline.MarketData.Normalised;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.MarketData.Actions;

/// <summary>
/// How the corporate actions of a share are stored: a title, the sources, then a line a statement.
/// <code>
/// actions 2 37740
/// @0 6f1c... 20130711T090000Z received file actions.csv
/// 0 split 20120926 x200 20120930 20121001 - N - timely-disclosure - - - @0
/// </code>
/// The number of the action, its kind, the ex-date, new shares per old one, record date, effective date, announced on,
/// Y or N for whether it hangs on a meeting, the day of that meeting, the document, why what looks wrong is meant, why the
/// action is withdrawn, why the line replaces the one before, the source; <c>-</c> for none. Blanks and the like of texts are
/// escaped. The first form had no reasons of withdrawal and replacement.
/// </summary>
internal static class ActionText
{
    private const string Title = "actions";
    private const string Form = "2";
    private const string FirstForm = "1";
    private const string None = "-";

    public static ReadOnlyMemory<byte> Write(ActionHistory history)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Title} {Form} {history.Code}\n");
        SourceList.Write(text, history.Sources);
        foreach (var statement in history.Statements)
        {
            var (number, action, meant, source) = statement;
            text.Append(CultureInfo.InvariantCulture, $"{number} {SettingWords.Of(action.Kind)} {Date(action.ExDate)} ")
                .Append(action.NewPerOld is { } ratio ? "x" + DecimalText.Of(ratio) : None)
                .Append(CultureInfo.InvariantCulture, $" {Date(action.RecordDate)} {Date(action.EffectiveDate)} {Date(action.AnnouncedOn)} ")
                .Append(action.IsConditional ? 'Y' : 'N')
                .Append(CultureInfo.InvariantCulture, $" {Date(action.MeetingDate)} {Escaped(action.Reference)} {Escaped(meant)} ")
                .Append(CultureInfo.InvariantCulture, $"{Escaped(statement.WithdrawnReason)} {Escaped(statement.Reason)} @{source}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <exception cref="DamagedTextException">Not what <see cref="Write"/> makes.</exception>
    public static ActionHistory Read(ReadOnlySpan<byte> content)
    {
        var lines = new TextLines(content);
        try
        {
            var (form, code) = lines.NextTitle(Title).Split(' ') switch
            {
                [FirstForm or Form, _] and [var read, var share] => (read, share),
                _ => throw new InvalidDataException("Stored corporate actions are of a form that this version does not know."),
            };
            List<DataSource> sources = [];
            List<StatedAction> statements = [];
            while (!lines.IsEmpty)
            {
                var line = lines.Next();
                if (line[0] == '@') SourceList.Read(line, sources);
                else statements.Add(Statement(line, sources.Count, hasReasons: form != FirstForm));
            }

            return new() { Code = code, Sources = sources, Statements = statements };
        }
        catch (InvalidDataException damage)
        {
            throw lines.At(damage);
        }
    }

    private static StatedAction Statement(ReadOnlySpan<byte> line, int sources, bool hasReasons)
    {
        var words = new Words(line);
        var number = Words.Whole(words.Next());
        var action = new CorporateAction
        {
            Kind = SettingWords.Parse<CorporateActionKind>("kind", words.NextText()) is { IsSuccess: true, Value: var kind } ? kind : throw Words.Unreadable(line),
            ExDate = words.NextDate(),
            NewPerOld = Ratio(words.Next()),
            RecordDate = words.NextDateOrDash(),
            EffectiveDate = words.NextDateOrDash(),
            AnnouncedOn = words.NextDateOrDash(),
            IsConditional = words.NextFlag("Y", "N"),
            MeetingDate = words.NextDateOrDash(),
            Reference = Plain(words.NextText()),
        };
        var meant = Plain(words.NextText());
        var (withdrawn, reason) = hasReasons ? (Plain(words.NextText()), Plain(words.NextText())) : (null, null);
        var statement = new StatedAction(number, action, meant, words.NextSource()) { WithdrawnReason = withdrawn, Reason = reason };
        return words.IsEmpty && statement.Source < sources ? statement : throw Words.Unreadable(line);
    }

    private static Ratio? Ratio(ReadOnlySpan<byte> word) => word switch
    {
        [(byte)'-'] => null,
        [(byte)'x', .. var ratio] => Words.Fraction(ratio),
        _ => throw Words.Unreadable(word),
    };

    private static string Date(DateOnly? date) => date?.ToString("yyyyMMdd", CultureInfo.InvariantCulture) ?? None;

    // A text that is the sign for none is told from it by its escape.
    private static string Escaped(string? text) => text switch
    {
        null => None,
        None => "%2D",
        _ => Uri.EscapeDataString(text),
    };

    private static string? Plain(string word) => word == None ? null : Uri.UnescapeDataString(word);
}
