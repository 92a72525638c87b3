using System.Globalization;
using System.Text.RegularExpressions;

namespace Pricing.Files.Workbooks;

/// <summary>Characters that XML cannot hold, as workbooks write them: <c>_x000D_</c>.</summary>
internal static partial class CellEscape
{
    public static string Read(string text) => text.Contains("_x", StringComparison.Ordinal)
        ? Escaped().Replace(text, match => ((char)ushort.Parse(
            match.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString())
        : text;

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escaped();
}
