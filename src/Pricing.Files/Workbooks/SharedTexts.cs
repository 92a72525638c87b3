using System.Text;
using System.Xml;

namespace Pricing.Files.Workbooks;

/// <summary>The texts that a workbook's cells share, without the readings that Japanese ones carry beside them.</summary>
internal static class SharedTexts
{
    // A cell holds 32,767 characters, each of which may be written as seven.
    private const int LongestText = 1 << 18;

    public static List<string> Of(Package package, string? part)
    {
        var texts = new List<string>();
        using var xml = part is null ? null : package.Open(part);
        while (xml is not null && xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "si")
                continue;
            texts.Add(Read(xml));
            package.Keep(texts[^1]);
        }

        return texts;
    }

    /// <summary>The text of the element that the reader stands on: of one run or of several.</summary>
    public static string Read(XmlReader xml)
    {
        if (xml.IsEmptyElement)
            return "";
        var (depth, text) = (xml.Depth, new StringBuilder());
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "rPh")
            {
                SkipElement(xml);
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "t")
            {
                text.Append(ReadContent(xml));
                if (text.Length > LongestText)
                    throw TooLong();
            }
        }

        return CellEscape.Read(text.ToString());
    }

    /// <summary>The characters inside the element that the reader stands on; it then stands on its end.</summary>
    public static string ReadContent(XmlReader xml)
    {
        if (xml.IsEmptyElement)
            return "";
        var (depth, text, more) = (xml.Depth, "", (StringBuilder?)null);
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace))
                continue;
            if (text.Length == 0)
                text = xml.Value;
            else
                (more ??= new(text)).Append(xml.Value);
            if (text.Length > LongestText || more?.Length > LongestText)
                throw TooLong();
        }

        return more?.ToString() ?? text;
    }

    private static WorkbookDefectException TooLong() => new("the workbook has a cell with more text than a cell can have; save it again");

    private static void SkipElement(XmlReader xml)
    {
        var depth = xml.Depth;
        while (!xml.IsEmptyElement && xml.Read() && xml.Depth > depth)
        {
        }
    }
}
