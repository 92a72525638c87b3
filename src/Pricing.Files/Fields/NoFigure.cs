using Pricing.Files.Characters;

namespace Pricing.Files.Fields;

/// <summary>How sources write that there is no figure.</summary>
internal static class NoFigure
{
    private static readonly string[] Words =
        ["-", "null", ".", "NaN", "NA", "N/A", "#N/A", "#VALUE!", "--", "―", "－", "—", "未定", "None"];

    /// <summary>Whether a field of a market file says nothing.</summary>
    public static bool Is(ReadOnlySpan<char> field)
    {
        if (field.IsEmpty)
            return true;
        if (char.IsAsciiDigit(field[0]))
            return false;
        var text = Invisible.Trim(field);
        if (text.IsEmpty)
            return true;
        foreach (var word in Words)
        {
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
