using System.Text;
using System.Xml;

namespace Pricing.Files.Workbooks;

/// <summary>The texts that a workbook's cells share, without the readings that Japanese ones carry beside them.</summary>
internal static class SharedTexts
{
    public static List<string> Of(Package package, string? part)
    {
        var texts = new List<string>();
        using var xml = part is null ? null : package.Open(part);
        while (xml is not null && xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "si")
                texts.Add(Read(xml));
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
            }
        }

        return CellEscape.Read(text.ToString());
    }

    /// <summary>The characters inside the element that the reader stands on; it then stands on its end.</summary>
    public static string ReadContent(XmlReader xml)
    {
        if (xml.IsEmptyElement)
            return "";
        var (depth, text) = (xml.Depth, "");
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
                text += xml.Value;
        }

        return text;
    }

    private static void SkipElement(XmlReader xml)
    {
        var depth = xml.Depth;
        while (!xml.IsEmptyElement && xml.Read() && xml.Depth > depth)
        {
        }
    }
}
