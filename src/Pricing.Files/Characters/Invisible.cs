using System.Buffers;
using System.Globalization;
using System.Text;

namespace Pricing.Files.Characters;

/// <summary>
/// Characters that nobody sees: controls, zero-width ones, direction marks, byte order marks. Copied from web pages and
/// spreadsheets they make two keys of one.
/// </summary>
internal static class Invisible
{
    /// <summary>What a decoder puts where bytes were damaged.</summary>
    public const char Damage = '\uFFFD';

    private const int FirstSupplementaryTag = 0xE0000;
    private const int LastSupplementarySelector = 0xE01EF;

    private static readonly SearchValues<char> Hidden = SearchValues.Create([.. All()]);

    /// <summary>Whether a character cannot be seen; blanks can.</summary>
    public static bool Is(char character) => Hidden.Contains(character);

    /// <summary>Takes blanks and invisible characters off both ends.</summary>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        var (start, end) = (0, text.Length);
        while (start < end && IsOuter(text[start]))
            start++;
        while (end > start && IsOuter(text[end - 1]))
            end--;
        return text[start..end];
    }

    /// <summary>The first invisible character inside a text; null where there is none.</summary>
    public static string? FirstIn(ReadOnlySpan<char> text)
    {
        var at = text.IndexOfAny(Hidden);
        if (at >= 0)
            return Name(text[at]);
        return text.ContainsAnyInRange('\uD800', '\uDFFF') ? FirstSupplementary(text) : null;
    }

    /// <summary>How a message names a character: <c>U+200B</c>.</summary>
    public static string Name(int codePoint) => codePoint switch
    {
        '\n' or '\r' => "a line break",
        '\t' => "a tab",
        _ => string.Create(CultureInfo.InvariantCulture, $"U+{codePoint:X4}"),
    };

    /// <summary>Whether a text has one half of a character that UTF-16 writes as two.</summary>
    public static bool HasHalf(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return true;
            i++;
        }

        return false;
    }

    private static string? FirstSupplementary(ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is >= FirstSupplementaryTag and <= LastSupplementarySelector)
                return Name(rune.Value);
        }

        return null;
    }

    private static bool IsOuter(char character) => char.IsWhiteSpace(character) || Is(character);

    private static IEnumerable<char> All()
    {
        for (var code = 0; code <= char.MaxValue; code++)
        {
            var character = (char)code;
            if (character == Damage)
                continue;
            if (Rune.TryCreate(character, out var rune) && TypedText.IsHidden(rune))
            {
                yield return character;
            }
        }
    }
}
