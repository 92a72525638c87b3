using System.Globalization;
using ADRaffy.ENSNormalize;

namespace Pricing.Files.Characters;

/// <summary>
/// Unicode's normal form C: one spelling of one text. A Mac writes が as か and a mark, everybody else as one character.
/// </summary>
public static class NormalForm
{
    // Marks are put in order in a time that may grow with the square of their number, and a text of this length is refused anywhere.
    private const int LongestText = 10_000;

    /// <summary>Brings a text to its normal form.</summary>
    /// <param name="text">The text, without halves of characters.</param>
    /// <returns>The text itself where it is in its normal form already, or is longer than any that is taken.</returns>
    public static string Of(string text) => text.Length > LongestText || IsPlain(text) ? text : ENSNormalize.NF.NFC(text);

    /// <summary>
    /// Whether an id is as this library writes it: in its normal form, without blanks or invisible characters at its ends.
    /// </summary>
    /// <param name="id">The id, for instance one that was stored before.</param>
    public static bool IsNormal(string id) =>
        Invisible.Trim(id).Length == id.Length && (Invisible.HasHalf(id) || Of(id) == id);

    /// <summary>What can be seen of an id: in its normal form, without any invisible character.</summary>
    /// <param name="id">The id.</param>
    public static string Visible(string id)
    {
        var text = string.Concat(id.Where(character => !Invisible.Is(character))).Trim();
        return Invisible.HasHalf(text) ? text : Of(text);
    }

    /// <summary>An id with every character that cannot be seen, or that only changes another one, by its code point.</summary>
    /// <param name="id">The id.</param>
    public static string Spelled(string id) => string.Concat(id.Select(character =>
        Invisible.Is(character) || char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark
            ? $"<{Invisible.Name(character)}>"
            : character.ToString()));

    // Characters of these ranges neither combine nor decompose: most texts need no table.
    private static bool IsPlain(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            var isStable = character is < '\u0300'
                or (>= '\u3000' and <= '\u3029') or (>= '\u3030' and <= '\u3098') or (>= '\u309B' and <= '\u30FF')
                or (>= '\u4E00' and <= '\u9FFF') or (>= '\uFF00' and <= '\uFFEF');
            if (!isStable)
                return false;
        }

        return true;
    }
}
