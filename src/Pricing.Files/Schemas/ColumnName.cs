using System.Buffers;
using System.Text;
using Pricing.Files.Characters;

namespace Pricing.Files.Schemas;

/// <summary>Names of columns, compared by what people mean: case, blanks, hyphens and underscores do not count.</summary>
internal static class ColumnName
{
    private const int LongestName = 200;

    private static readonly SearchValues<char> Opening = SearchValues.Create("([（［【〔");

    /// <summary>A name without what does not count.</summary>
    public static string Fold(string name)
    {
        var folded = new StringBuilder(name.Length);
        foreach (var character in Width.Fold(Normal(name)))
        {
            if (!char.IsWhiteSpace(character) && !Invisible.Is(character)
                && character is not ('-' or '_' or '.' or '<' or '>' or '*' or '\u30FB'))
            {
                folded.Append(char.ToLowerInvariant(character));
            }
        }

        return folded.ToString();
    }

    /// <summary>Splits a unit in brackets off a folded name: <c>終値(円)</c>.</summary>
    /// <returns>The name and its unit; no unit where the brackets hold something else.</returns>
    public static (string Name, NameUnit? Unit) SplitUnit(string folded)
    {
        if (folded.Length < 3 || folded[^1] is not (')' or ']' or '】' or '〕'))
            return (folded, null);
        var open = folded.AsSpan().LastIndexOfAny("([【〔");
        if (open <= 0)
            return (folded, null);
        return NameUnit.Parse(folded[(open + 1)..^1]) is { } unit ? (folded[..open], unit) : (folded, null);
    }

    /// <summary>A name as written without the unit in its brackets.</summary>
    public static string WithoutUnit(string name)
    {
        if (SplitUnit(Fold(name)).Unit is null)
            return name;
        var open = name.AsSpan().LastIndexOfAny(Opening);
        return open > 0 ? name[..open] : name;
    }

    // Half a character has no normal form, and that of a long text takes long; neither is a known name anyway.
    private static string Normal(string name) => Invisible.HasHalf(name) ? "" : name.Length > LongestName ? name : NormalForm.Of(name);
}
