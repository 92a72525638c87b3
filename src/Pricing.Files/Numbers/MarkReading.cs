using System.Buffers;
using Pricing.Files.Characters;

namespace Pricing.Files.Numbers;

/// <summary>Finds what the numbers of a column tell of its marks.</summary>
internal static class MarkReading
{
    private const int Group = 3;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("0123456789,.");

    public static MarkEvidence Of(ReadOnlySpan<char> field)
    {
        var text = Width.Folded(Invisible.Trim(field));
        if (!text.ContainsAny(',', '.'))
            return MarkEvidence.None;

        UnitText.Take(ref text);
        text = text.TrimStart("+-").TrimEnd("%KMBkmb ");
        if (text.ContainsAnyExcept(Allowed))
            return MarkEvidence.None;
        var last = text.LastIndexOfAny(',', '.');
        var mark = text[last];
        var other = mark == ',' ? '.' : ',';
        if (text[..last].Contains(other))
            return NumberText.AreGroups(text[..last], other) ? Decimals(mark) : MarkEvidence.None;
        // What is no number tells nothing of the others.
        if (text[..last].Contains(mark))
            return NumberText.AreGroups(text, mark) ? Decimals(other) : MarkEvidence.None;
        var decimals = text.Length - last - 1;
        return decimals == Group && last is > 0 and <= Group && text[0] != '0' ? MarkEvidence.Ambiguous : Decimals(mark);
    }

    private static MarkEvidence Decimals(char mark) => mark == ',' ? MarkEvidence.Comma : MarkEvidence.Point;
}
