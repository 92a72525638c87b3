using System.Buffers;

namespace Pricing.Files.Characters;

/// <summary>Full-width letters, digits, signs and blanks as the ones of ASCII: <c>３，５０５</c> is <c>3,505</c>.</summary>
public static class Width
{
    private const int FullWidthOffset = 0xFF01 - '!';

    private static readonly SearchValues<char> Foldable = SearchValues.Create(
        [.. Enumerable.Range(0, char.MaxValue + 1).Select(code => (char)code).Where(character => Of(character) != character)]);

    /// <summary>Whether folding would change a text.</summary>
    /// <param name="text">The text.</param>
    public static bool Matters(ReadOnlySpan<char> text) => text.ContainsAny(Foldable);

    /// <summary>The folded text.</summary>
    /// <param name="text">The text.</param>
    public static string Fold(ReadOnlySpan<char> text) => string.Create(text.Length, text, static (folded, source) =>
    {
        for (var i = 0; i < folded.Length; i++)
            folded[i] = Of(source[i]);
    });

    /// <summary>A text folded where that changes it, without the blanks that it may then have at its ends.</summary>
    /// <param name="text">The text, without blanks at its ends.</param>
    public static ReadOnlySpan<char> Folded(ReadOnlySpan<char> text) => Matters(text) ? Fold(text).AsSpan().Trim() : text;

    /// <summary>The text with plain letters, digits and signs of it in full width: what <see cref="Fold"/> takes back.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isWidened">Which of them.</param>
    public static string Widen(string text, Func<char, bool> isWidened) => string.Concat(
        text.Select(character => character is >= '!' and <= '~' && isWidened(character) ? (char)(character + FullWidthOffset) : character));

    private static char Of(char character) => character switch
    {
        >= '\uFF01' and <= '\uFF5E' => (char)(character - FullWidthOffset),
        '\u00A0' or '\u2007' or '\u2009' or '\u202F' or '\u3000' => ' ',
        '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2212' => '-',
        '\uFFE5' => '\u00A5',
        _ => character,
    };
}
