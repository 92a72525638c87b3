namespace Pricing.Files.Characters;

/// <summary>Words in Japanese.</summary>
internal static class JapaneseWords
{
    private const char FirstKana = '\u3040';
    private const char LastKanji = '\u9FFF';

    /// <summary>Whether a word holds kana or kanji; accented letters are none of them.</summary>
    /// <param name="word">The word.</param>
    public static bool Is(string word) => word.AsSpan().ContainsAnyInRange(FirstKana, LastKanji);
}
