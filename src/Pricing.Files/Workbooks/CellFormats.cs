using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Pricing.Files.Workbooks;

/// <summary>The number formats of a workbook's cells.</summary>
internal sealed partial class CellFormats
{
    // What Excel takes for a format of one's own; to judge a longer one takes a time with its square.
    private const int LongestCode = 255;

    private static readonly SearchValues<char> DateMarks = SearchValues.Create("yYdDeEgGhH");

    private readonly List<CellFormat> styles = [];

    private CellFormats()
    {
    }

    /// <summary>Reads the part of styles.</summary>
    public static CellFormats Of(Package package, string? part)
    {
        var formats = new CellFormats();
        var ownFormats = new Dictionary<int, CellFormat>();
        using var xml = part is null ? null : package.Open(part);
        var isCells = false;
        while (xml is not null && xml.Read())
        {
            if (xml.LocalName == "cellXfs")
                isCells = xml.NodeType == System.Xml.XmlNodeType.Element && !xml.IsEmptyElement;
            if (xml.NodeType != System.Xml.XmlNodeType.Element)
                continue;
            if (xml.LocalName == "numFmt" && Id(xml.GetAttribute("numFmtId")) is { } own && xml.GetAttribute("formatCode") is { } code)
            {
                package.Keep();

                // Any number of styles may name one format, so it is judged here.
                ownFormats[own] = Format(code);
            }

            if (!isCells || xml.LocalName != "xf")
                continue;
            package.Keep();
            formats.styles.Add(Id(xml.GetAttribute("numFmtId")) is { } id ? Format(id, ownFormats) : CellFormat.Number);
        }

        return formats;
    }

    /// <summary>The format of a style.</summary>
    public CellFormat this[int style] => style >= 0 && style < styles.Count ? styles[style] : CellFormat.Number;

    private static int? Id(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    // ECMA-376 part 1, 18.8.30: 14 to 22 and 45 to 47 are dates and times, in Japanese workbooks 27 to 36 and 50 to 58 too.
    private static CellFormat Format(int id, Dictionary<int, CellFormat> ownFormats)
    {
        if (ownFormats.TryGetValue(id, out var own))
            return own;
        return id switch
        {
            9 or 10 => CellFormat.Percent,
            (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58) => CellFormat.Date,
            _ => CellFormat.Number,
        };
    }

    private static CellFormat Format(string code)
    {
        if (code.Length > LongestCode)
            return CellFormat.Number;
        var shown = NotShown().Replace(code, "").Split(';')[0];
        if (shown.AsSpan().ContainsAny(DateMarks) && !Exponent().IsMatch(shown) && !shown.Contains("General", StringComparison.OrdinalIgnoreCase))
            return CellFormat.Date;
        if (shown.AsSpan().ContainsAny("mM") && !shown.AsSpan().ContainsAny("0#?"))
            return CellFormat.Date;
        return shown.Contains('%') ? CellFormat.Percent : CellFormat.Number;
    }

    // Literals, escaped characters, padding, and what stands in brackets: colours, conditions, locales.
    [GeneratedRegex("""
        "[^"]*"|\\.|_.|\*.|\[[^\]]*\]
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex NotShown();

    [GeneratedRegex("[eE][+-]")]
    private static partial Regex Exponent();
}
