using System.Globalization;
using System.Text;
using Pricing.Pipeline.MarketData.Normalised;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.MarketData.Dividends;

/// <summary>
/// How dividend notices are stored: a title, the date they are complete to, the sources, then a line a notice in the
/// order of publication: date and time, reference, what it does (N, C or D) and to which notice, F or I for final or
/// interim, D or F for decided or forecast, the month of the record date, rate, occasional part, record date, ex-date,
/// source; <c>-</c> for none. In the second layout the end of the fiscal year stands before the source; where no notice states one, the
/// first is written.
/// </summary>
internal static class NoticeText
{
    private const string FormerTitle = "dividends 1";
    private const string Title = "dividends 2";
    private const string Through = "through";
    private const string DateFormat = "yyyyMMdd";

    public static ReadOnlyMemory<byte> Write(DividendHistory history)
    {
        var text = new StringBuilder();
        var hasYearEnds = history.Notices.Any(notice => notice.FiscalYearEnd is not null);
        text.Append(hasYearEnds ? Title : FormerTitle).Append(' ').Append(history.Code).Append('\n');
        text.Append(Through).Append(' ').Append(Date(history.Through)).Append('\n');
        SourceList.Write(text, history.Sources);
        foreach (var notice in history.Notices)
        {
            text.Append(
                CultureInfo.InvariantCulture, $"{Date(notice.PublishedOn)} {notice.PublishedAt} {notice.Reference} ")
                .Append(CultureInfo.InvariantCulture, $"{Letter(notice.Status)} {notice.RefersTo} ")
                .Append(notice.IsFinal ? 'F' : 'I').Append(' ').Append(notice.IsDecided ? 'D' : 'F')
                .Append(CultureInfo.InvariantCulture,
                    $" {Date(notice.TermMonth)} {Number(notice.Rate)} {Number(notice.OccasionalRate)}")
                .Append(CultureInfo.InvariantCulture,
                    $" {Date(notice.RecordDate)} {Date(notice.ExDate)}{(hasYearEnds ? $" {Date(notice.FiscalYearEnd)}" : "")} @{notice.Source}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <exception cref="DamagedTextException">Not what <see cref="Write"/> makes.</exception>
    public static DividendHistory Read(ReadOnlySpan<byte> content)
    {
        var lines = new TextLines(content);
        try
        {
            return Read(ref lines);
        }
        catch (InvalidDataException damage)
        {
            throw lines.At(damage);
        }
    }

    private static DividendHistory Read(ref TextLines lines)
    {
        var hasYearEnds = lines.TryNextTitle(Title, out var code);
        if (!hasYearEnds) code = lines.NextTitle(FormerTitle);
        var through = new Words(lines.Next());
        if (through.NextText() != Through)
            throw new InvalidDataException("Stored dividends do not say up to which date they are complete.");
        List<DataSource> sources = [];
        List<DividendNotice> notices = [];
        HashSet<string> references = new(StringComparer.Ordinal);
        var date = through.NextDate();
        while (!lines.IsEmpty)
        {
            var line = lines.Next();
            if (line[0] == '@')
            {
                SourceList.Read(line, sources);
                continue;
            }

            var notice = Notice(line, sources.Count, hasYearEnds);
            if (!references.Add(notice.Reference))
                throw Words.Unreadable(line);
            notices.Add(notice);
        }

        return new() { Code = code, Through = date, Sources = sources, Notices = notices };
    }

    private static DividendNotice Notice(ReadOnlySpan<byte> line, int sources, bool hasYearEnd)
    {
        var words = new Words(line);
        var notice = new DividendNotice
        {
            PublishedOn = words.NextDate(),
            PublishedAt = words.NextText(),
            Reference = words.NextText(),
            Status = Status(words.Next()),
            RefersTo = words.NextText(),
            IsFinal = words.NextFlag("F", "I"),
            IsDecided = words.NextFlag("D", "F"),
            TermMonth = words.NextDate(),
            Rate = words.NextNumberOrDash(),
            OccasionalRate = words.NextNumberOrDash() ?? 0m,
            RecordDate = words.NextDateOrDash(),
            ExDate = words.NextDateOrDash(),
            FiscalYearEnd = hasYearEnd ? words.NextDateOrDash() : null,
            Source = words.NextSource(),
        };
        var isWhole = notice.Source < sources && words.IsEmpty && DividendNotice.TermMonths.Contains(notice.TermMonth);
        return isWhole ? notice : throw Words.Unreadable(line);
    }

    private static char Letter(NoticeStatus status) => status switch
    {
        NoticeStatus.New => 'N',
        NoticeStatus.Correction => 'C',
        _ => 'D',
    };

    private static NoticeStatus Status(ReadOnlySpan<byte> word) => word switch
    {
        [(byte)'N'] => NoticeStatus.New,
        [(byte)'C'] => NoticeStatus.Correction,
        [(byte)'D'] => NoticeStatus.Deletion,
        _ => throw Words.Unreadable(word),
    };

    private static string Date(DateOnly? date) => date?.ToString(DateFormat, CultureInfo.InvariantCulture) ?? "-";

    private static string Number(decimal? number) => number is { } value ? DecimalText.Of(value) : "-";
}
