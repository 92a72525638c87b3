using System.Globalization;
using System.Text;
using Pricing.Calendars;
using Pricing.Pipeline.MarketData.Normalised;
using Pricing.Pipeline.Sources;
using Pricing.Rates;

namespace Pricing.Pipeline.MarketData.Curves;

/// <summary>
/// How the curves are stored: a title, the sources, the validators of the two files, the tenors in years, a line for each curve
/// that was replaced, then a line a curve, ascending: the date, a yield in percent or <c>-</c> for each tenor, and the source where
/// it is not that of the line above.
/// </summary>
internal static class CurveText
{
    private const string Title = "curves 1";
    private const string Name = "jgb";
    private const string HistoryFile = "history";
    private const string CurrentMonthFile = "month";
    private const string Replaced = "replaced ";
    private const int CharactersOfACurve = 100;

    public static ReadOnlyMemory<byte> Write(CurveHistory history)
    {
        var points = history.Curves.Concat(history.Replaced.Select(replaced => replaced.Curve)).SelectMany(curve => curve.Points);
        var tenors = points.Select(point => point.TenorYears).Distinct().Order().ToArray();
        var text = new StringBuilder(history.Curves.Count * CharactersOfACurve);
        text.Append(Title).Append(' ').Append(Name).Append('\n');
        SourceList.Write(text, history.Sources);
        ValidatorLine.Write(text, HistoryFile, history.HistoryFile);
        ValidatorLine.Write(text, CurrentMonthFile, history.CurrentMonthFile);
        text.Append("tenors");
        foreach (var tenor in tenors)
            text.Append(' ').Append(DecimalText.Of(tenor));
        text.Append('\n');
        foreach (var replaced in history.Replaced)
        {
            text.Append(Replaced);
            WriteCurve(text, replaced.Curve, tenors);
            text.Append(CultureInfo.InvariantCulture, $" @{replaced.Source}\n");
        }

        var content = new MemoryStream();
        var damaged = new Queue<DamagedCurve>(history.Damaged);
        var source = -1;
        WriteDamaged(null);
        for (var i = 0; i < history.Curves.Count; i++)
        {
            var curve = history.Curves[i];
            WriteCurve(text, curve, tenors);
            if (history.CurveSources[i] != source)
                text.Append(CultureInfo.InvariantCulture, $" @{source = history.CurveSources[i]}");
            text.Append('\n');
            WriteDamaged(curve.Date);
        }

        content.Write(Encoding.UTF8.GetBytes(text.ToString()));
        return content.ToArray();

        // What cannot be read stays where it was, byte for byte; what source it leaves the next line with, nobody knows.
        void WriteDamaged(DateOnly? after)
        {
            while (damaged.TryPeek(out var next) && next.After == after)
            {
                content.Write(Encoding.UTF8.GetBytes(text.ToString()));
                text.Clear();
                content.Write(damaged.Dequeue().Bytes.Span);
                content.WriteByte((byte)'\n');
                source = -1;
            }
        }
    }

    private static void WriteCurve(StringBuilder text, YieldCurve curve, decimal[] tenors)
    {
        text.Append(curve.Date.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        var next = 0;
        foreach (var tenor in tenors)
        {
            var isThere = next < curve.Points.Count && curve.Points[next].TenorYears == tenor;
            text.Append(' ').Append(isThere ? DecimalText.Of(curve.Points[next++].Percent) : "-");
        }
    }

    /// <summary>
    /// Reads the curves; a line of one that cannot be read is kept apart, the others count. One without any yield is none, and took nobody's
    /// place: the last one of its date that it replaced stands.
    /// </summary>
    /// <exception cref="DamagedTextException">What stands before the curves is not what <see cref="Write"/> makes.</exception>
    public static CurveHistory Read(ReadOnlySpan<byte> content)
    {
        var lines = new TextLines(content);
        try
        {
            return Read(ref lines, content.Length / CharactersOfACurve);
        }
        catch (InvalidDataException damage)
        {
            throw lines.At(damage);
        }
    }

    private static CurveHistory Read(ref TextLines lines, int expected)
    {
        lines.NextTitle(Title);
        List<DataSource> sources = [];
        var line = lines.Next();
        for (; line[0] == '@'; line = lines.Next())
            SourceList.Read(line, sources);
        var historyFile = ValidatorLine.Read(line, HistoryFile);
        var currentMonthFile = ValidatorLine.Read(lines.Next(), CurrentMonthFile);

        var tenors = Tenors(lines.Next());
        var entries = new List<CurveLine>(expected);
        var replaced = new List<ReplacedCurve>();
        int? source = -1;
        while (!lines.IsEmpty)
        {
            line = lines.NextOfAnyKind(out var place);
            try
            {
                if (line.StartsWith("replaced "u8))
                {
                    if (ReadReplaced(line, tenors, sources.Count) is { Curve.Points.Count: > 0 } before) replaced.Add(before);
                    continue;
                }

                var (curve, stated) = Curve(line, tenors);
                source = stated ?? source;
                if (source is not { } known || known < 0 || known >= sources.Count)
                    throw Words.Unreadable(line);

                // An earlier version stored rows of dashes; the body keeps them.
                if (curve.Points.Count > 0 || replaced.Exists(one => one.Curve.Date == curve.Date)) entries.Add(new(lines.Number, place, curve, known));
            }
            catch (InvalidDataException damage)
            {
                entries.Add(new(lines.Number, place, Reason: damage.Message));
                source = SourceAfter(line, tenors.Length, source);
            }
        }

        CurveLines.Order(entries);
        Restore(entries, replaced);
        return new()
        {
            Curves = [.. entries.Where(entry => entry.Curve is not null).Select(entry => entry.Curve!)],
            CurveSources = [.. entries.Where(entry => entry.Curve is not null).Select(entry => entry.Source)],
            Sources = sources,
            Replaced = replaced,
            Damaged = Damaged(ref lines, entries),
            HistoryFile = historyFile,
            CurrentMonthFile = currentMonthFile,
        };
    }

    // Left among the replaced, the curve would stand only in a view in which some other curve does not count; and no feed brings it again.
    private static void Restore(List<CurveLine> entries, List<ReplacedCurve> replaced)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i].Curve is { Points.Count: 0 } empty && replaced.FindLastIndex(one => one.Curve.Date == empty.Date) is >= 0 and var last)
            {
                entries[i] = entries[i] with { Curve = replaced[last].Curve, Source = replaced[last].Source };
                replaced.RemoveAt(last);
            }
        }

        entries.RemoveAll(entry => entry.Curve is { Points.Count: 0 });
    }

    private static List<DamagedCurve> Damaged(ref TextLines lines, List<CurveLine> entries)
    {
        var damaged = new List<DamagedCurve>();
        DateOnly? after = null;
        foreach (var entry in entries)
        {
            if (entry.Curve is null) damaged.Add(new(entry.Number, lines.At(entry.Place).ToArray(), after, entry.Reason));
            after = entry.Curve?.Date ?? after;
        }

        return damaged;
    }

    /// <summary>The source of the lines after one that cannot be read; null where that one may have changed it.</summary>
    private static int? SourceAfter(ReadOnlySpan<byte> line, int tenors, int? before)
    {
        var last = line[(line.LastIndexOf((byte)' ') + 1)..];
        if (last is [(byte)'@', ..] && int.TryParse(last[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var stated))
            return stated;
        return line.Contains((byte)'@') || line.Count((byte)' ') != tenors ? null : before;
    }

    private static decimal[] Tenors(ReadOnlySpan<byte> line)
    {
        var words = new Words(line);
        if (!words.Next().SequenceEqual("tenors"u8))
            throw Words.Unreadable(line);

        List<decimal> tenors = [];
        while (!words.IsEmpty)
        {
            var tenor = Words.Number(words.Next());
            if (tenor <= (tenors.Count == 0 ? 0m : tenors[^1]))
                throw Words.Unreadable(line);
            tenors.Add(tenor);
        }

        return [.. tenors];
    }

    private static ReplacedCurve ReadReplaced(ReadOnlySpan<byte> line, decimal[] tenors, int sources)
    {
        var (curve, source) = Curve(line[Replaced.Length..], tenors);
        return source < sources ? new(curve, source.Value) : throw Words.Unreadable(line);
    }

    private static (YieldCurve Curve, int? Source) Curve(ReadOnlySpan<byte> line, decimal[] tenors)
    {
        var words = new Words(line);
        var date = words.NextDate();
        if (!TokyoCalendar.Coverage.Contains(date))
            throw Words.Unreadable(line);
        var points = new List<CurvePoint>(tenors.Length);
        foreach (var tenor in tenors)
        {
            if (words.NextNumberOrDash() is { } percent)
                points.Add(new(tenor, percent));
        }

        int? source = null;
        if (!words.IsEmpty)
        {
            var word = words.Next();
            if (word is not [(byte)'@', ..] || !words.IsEmpty)
                throw Words.Unreadable(line);
            source = Words.Whole(word[1..]);
        }

        return (new() { Date = date, Points = points }, source);
    }
}
