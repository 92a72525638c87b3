using System.Globalization;
using System.Text;
using Pricing.Actions;
using Pricing.Pipeline.MarketData.Normalised;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.MarketData.Actions;

/// <summary>
/// How the corporate actions of a share are stored: a title, the sources, then a line a statement.
/// <code>
/// actions 1 37740
/// @0 6f1c... 20130711T090000Z received file actions.csv
/// 0 split 20120926 x200 20120930 20121001 - N - timely-disclosure - @0
/// </code>
/// The number of the action, its kind, the ex-date, new shares per old one, record date, effective date, announced on,
/// Y or N for whether it hangs on a meeting, the day of that meeting, the document, why another ex-date is meant, the source;
/// <c>-</c> for none. Blanks and the like of texts are escaped.
/// </summary>
internal static class ActionText
{
    private const string Title = "actions 1";
    private const string None = "-";

    public static ReadOnlyMemory<byte> Write(ActionHistory history)
    {
        var text = new StringBuilder();
        text.Append(Title).Append(' ').Append(history.Code).Append('\n');
        SourceList.Write(text, history.Sources);
        foreach (var (number, action, meant, source) in history.Statements)
        {
            text.Append(CultureInfo.InvariantCulture, $"{number} {SettingWords.Of(action.Kind)} {Date(action.ExDate)} ")
                .Append(action.NewPerOld is { } ratio ? "x" + DecimalText.Of(ratio) : None)
                .Append(CultureInfo.InvariantCulture, $" {Date(action.RecordDate)} {Date(action.EffectiveDate)} {Date(action.AnnouncedOn)} ")
                .Append(action.IsConditional ? 'Y' : 'N')
                .Append(CultureInfo.InvariantCulture, $" {Date(action.MeetingDate)} {Escaped(action.Reference)} {Escaped(meant)} @{source}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <exception cref="DamagedTextException">Not what <see cref="Write"/> makes.</exception>
    public static ActionHistory Read(ReadOnlySpan<byte> content)
    {
        var lines = new TextLines(content);
        try
        {
            var code = lines.NextTitle(Title);
            List<DataSource> sources = [];
            List<StatedAction> statements = [];
            while (!lines.IsEmpty)
            {
                var line = lines.Next();
                if (line[0] == '@') SourceList.Read(line, sources);
                else statements.Add(Statement(line, sources.Count));
            }

            return new() { Code = code, Sources = sources, Statements = statements };
        }
        catch (InvalidDataException damage)
        {
            throw lines.At(damage);
        }
    }

    private static StatedAction Statement(ReadOnlySpan<byte> line, int sources)
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
        var statement = new StatedAction(number, action, Plain(words.NextText()), words.NextSource());
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
