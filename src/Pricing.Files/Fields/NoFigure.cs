using System.Buffers;
using Pricing.Files.Characters;

namespace Pricing.Files.Fields;

/// <summary>How sources write that there is no figure.</summary>
internal static class NoFigure
{
    private static readonly string[] Words =
        ["null", ".", "NaN", "NA", "N/A", "#N/A", "#VALUE!", "未定", "None"];

    // Hyphens, minus signs, dashes, the long-vowel mark and the line of boxes, which look alike in a cell, in full width and half.
    private static readonly SearchValues<char> Dashes = SearchValues.Create("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\u30FC\uFE58\uFE63\uFF0D\uFF70");

    /// <summary>Whether a field of a market file says nothing.</summary>
    public static bool Is(ReadOnlySpan<char> field)
    {
        if (field.IsEmpty)
            return true;
        if (char.IsAsciiDigit(field[0]))
            return false;
        var text = Invisible.Trim(field);
        if (!text.ContainsAnyExcept(Dashes))
            return true;
        foreach (var word in Words)
        {
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
