using System.Globalization;
using System.Text;
using Pricing.Pipeline.MarketData.Normalised;
using Pricing.Pipeline.Sources;
using Pricing.Rates;

namespace Pricing.Pipeline.MarketData.Curves;

/// <summary>
/// How the curves are stored: a title, the sources, the validators of the two files, the tenors in years, then a line a
/// curve, ascending: the date, a yield in percent or <c>-</c> for each tenor, and the source where it is not that of
/// the line above.
/// </summary>
internal static class CurveText
{
    private const string Title = "curves 1";
    private const string Name = "jgb";
    private const string HistoryFile = "history";
    private const string CurrentMonthFile = "month";
    private const int CharactersOfACurve = 100;

    public static ReadOnlyMemory<byte> Write(CurveHistory history)
    {
        var points = history.Curves.SelectMany(curve => curve.Points);
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

        var source = -1;
        for (var i = 0; i < history.Curves.Count; i++)
        {
            var curve = history.Curves[i];
            text.Append(curve.Date.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
            var next = 0;
            foreach (var tenor in tenors)
            {
                var isThere = next < curve.Points.Count && curve.Points[next].TenorYears == tenor;
                text.Append(' ').Append(isThere ? DecimalText.Of(curve.Points[next++].Percent) : "-");
            }

            if (history.CurveSources[i] != source)
                text.Append(CultureInfo.InvariantCulture, $" @{source = history.CurveSources[i]}");
            text.Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <exception cref="InvalidDataException">Not what <see cref="Write"/> makes.</exception>
    public static CurveHistory Read(ReadOnlySpan<byte> content)
    {
        var lines = new TextLines(content);
        lines.NextTitle(Title);
        List<DataSource> sources = [];
        var line = lines.Next();
        for (; line[0] == '@'; line = lines.Next())
            SourceList.Read(line, sources);
        var historyFile = ValidatorLine.Read(line, HistoryFile);
        var currentMonthFile = ValidatorLine.Read(lines.Next(), CurrentMonthFile);

        var tenors = Tenors(lines.Next());
        var curves = new List<YieldCurve>(content.Length / CharactersOfACurve);
        List<int> curveSources = [];
        var source = -1;
        while (!lines.IsEmpty)
        {
            line = lines.Next();
            var curve = Curve(line, tenors, ref source);
            if (source < 0 || source >= sources.Count || (curves.Count > 0 && curve.Date <= curves[^1].Date))
                throw Words.Unreadable(line);
            curves.Add(curve);
            curveSources.Add(source);
        }

        return new()
        {
            Curves = curves,
            CurveSources = curveSources,
            Sources = sources,
            HistoryFile = historyFile,
            CurrentMonthFile = currentMonthFile,
        };
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

    private static YieldCurve Curve(ReadOnlySpan<byte> line, decimal[] tenors, ref int source)
    {
        var words = new Words(line);
        var date = words.NextDate();
        var points = new List<CurvePoint>(tenors.Length);
        foreach (var tenor in tenors)
        {
            if (words.NextNumberOrDash() is { } percent)
                points.Add(new(tenor, percent));
        }

        if (!words.IsEmpty)
        {
            var word = words.Next();
            if (word is not [(byte)'@', ..] || !words.IsEmpty)
                throw Words.Unreadable(line);
            source = Words.Whole(word[1..]);
        }

        return new() { Date = date, Points = points };
    }
}
