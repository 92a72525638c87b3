using System.Globalization;
using System.Text;
using Pricing.Rates;

namespace Pricing.Pipeline.MarketData.Jgb;

/// <summary>
/// The yield files of the Ministry of Finance Japan: a title line, a header line with the tenors, a line a date, yields
/// in percent, <c>-</c> for a missing one; the current-month file ends with a line of commas and a footnote. CP932 or
/// UTF-8.
/// </summary>
public static class JgbCsv
{
    private const int MostCharactersShown = 40;
    private const decimal MostPercent = 100m;
    private const NumberStyles Yield = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    // The Japanese files write 基準日 and 年, the English ones Date and Y.
    private static readonly string[] DateTitles = ["基準日", "Date"];
    private static readonly char[] YearMarks = ['年', 'Y'];

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    /// <summary>Reads a file.</summary>
    /// <param name="body">The bytes.</param>
    /// <returns>
    /// The curves by ascending date; or every line that is not as promised, as <see cref="ReasonCode.FeedMalformed"/>.
    /// A file with a single bad line gives no curves: half a file that looks whole is worse than none.
    /// </returns>
    public static Outcome<IReadOnlyList<YieldCurve>> Parse(ReadOnlySpan<byte> body)
    {
        if (!TryDecode(body, out var text))
            return Malformed("encoding", "", "the file is neither CP932 nor UTF-8");

        List<Failure> failures = [];
        SortedDictionary<DateOnly, YieldCurve> curves = [];
        decimal[]? tenors = null;
        var lineNumber = 0;
        foreach (var line in text.EnumerateLines())
        {
            lineNumber++;
            if (tenors is null)
            {
                if (lineNumber > 2)
                    return Malformed("header", Shown(line), "the second line is no header of a date and tenors");
                tenors = Header(line);
                continue;
            }

            if (line.Trim(',').IsEmpty || !LooksLikeADate(line))
                continue;
            Take(line, lineNumber, tenors, curves, failures);
        }

        if (tenors is null)
            return Malformed("header", "", "the file has no header of a date and tenors");
        return failures.Count > 0 ? failures : curves.Values.ToList();
    }

    private static void Take(
        ReadOnlySpan<char> line,
        int lineNumber,
        decimal[] tenors,
        SortedDictionary<DateOnly, YieldCurve> curves,
        List<Failure> failures)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"line {lineNumber}");
        var comma = line.IndexOf(',');
        if (comma < 0 || !EraDate.TryParse(line[..comma], out var date))
        {
            failures.Add(Malformed(place, Shown(line), "does not start with a date"));
            return;
        }

        var points = new List<CurvePoint>(tenors.Length);
        var column = 0;
        foreach (var range in line[(comma + 1)..].Split(','))
        {
            var field = line[(comma + 1)..][range].Trim();
            if (column == tenors.Length)
            {
                failures.Add(Malformed(place, Shown(line), "has more columns than the header"));
                return;
            }

            var tenor = tenors[column++];
            if (field is "-")
                continue;
            if (!decimal.TryParse(field, Yield, CultureInfo.InvariantCulture, out var percent)
                || Math.Abs(percent) >= MostPercent)
            {
                failures.Add(Malformed(place, Shown(field), $"is no yield in percent for {tenor} years"));
                return;
            }

            points.Add(new(tenor, DecimalText.Trim(percent)));
        }

        if (column < tenors.Length)
        {
            failures.Add(Malformed(place, Shown(line), "has fewer columns than the header"));
        }
        else if (points.Count > 0 && !curves.TryAdd(date, new() { Date = date, Points = points })
            && !curves[date].Points.SequenceEqual(points))
        {
            failures.Add(Malformed(place, Shown(line), "states another curve for a date that stands above"));
        }
    }

    private static decimal[]? Header(ReadOnlySpan<char> line)
    {
        var titles = line.ToString().Split(',');
        if (!DateTitles.Contains(titles[0].Trim()) || titles.Length < 2)
            return null;

        var tenors = new decimal[titles.Length - 1];
        for (var i = 0; i < tenors.Length; i++)
        {
            var title = titles[i + 1].Trim();
            if (title.Length < 2 || !YearMarks.Contains(title[^1])
                || !int.TryParse(
                    title.AsSpan(0, title.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var years)
                || years > MostPercent || years <= (i == 0 ? 0m : tenors[i - 1]))
            {
                return null;
            }

            tenors[i] = years;
        }

        return tenors;
    }

    // The footnote is told from a date by its first character: an era's letter or a digit starts every date.
    private static bool LooksLikeADate(ReadOnlySpan<char> line) =>
        char.IsAsciiDigit(line[0]) || (line.Length > 1 && line[0] is 'S' or 'H' or 'R' && char.IsAsciiDigit(line[1]));

    private static bool TryDecode(ReadOnlySpan<byte> body, out string text)
    {
        var isMarked = body.StartsWith(Utf8.Preamble);
        try
        {
            text = isMarked ? Utf8.GetString(body[Utf8.Preamble.Length..]) : JapaneseText.Strict.GetString(body);
            return true;
        }
        catch (DecoderFallbackException)
        {
            text = "";
            return false;
        }
    }

    private static string Shown(ReadOnlySpan<char> text) =>
        (text.Length <= MostCharactersShown ? text : text[..MostCharactersShown]).ToString();

    private static Failure Malformed(string field, string value, string reason) =>
        new(ReasonCode.FeedMalformed, field, value, reason);
}
