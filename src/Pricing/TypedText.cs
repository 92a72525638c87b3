using System.Globalization;
using System.Text;

namespace Pricing;

/// <summary>
/// Texts that a person gives for people to read: reasons, resolutions, names, notes. One that nobody can see says nothing, and one that turns the
/// direction of what stands around it says something else than is stored
/// (default-ignorable characters as Unicode's DerivedCoreProperties.txt lists them, directions as UAX #9 does).
/// </summary>
public static class TypedText
{
    /// <summary>The most characters of why something is asked for. A run travels whole between an orchestration and its activities, in less than 4 KB.</summary>
    public const int LongestReason = 200;

    /// <summary>The most characters of the name of who asks, for the same reason.</summary>
    public const int LongestName = 100;

    private const int BrailleBlank = 0x2800;
    private const int NonJoiner = 0x200C;
    private const int Joiner = 0x200D;

    /// <summary>What speaks against a text as somebody's words.</summary>
    /// <param name="text">The text, not empty.</param>
    /// <returns>The reason; null where nothing does.</returns>
    public static string? Against(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsTurning(rune)) return string.Create(CultureInfo.InvariantCulture, $"holds U+{rune.Value:X4}, which turns the direction of the text around it; take it out");
        }

        return HasVisible(text) ? null : "has no character that can be seen";
    }

    /// <summary>What speaks against a text as somebody's words of one line.</summary>
    /// <param name="text">The text, not empty.</param>
    /// <param name="longest">The most characters.</param>
    /// <returns>The reason; null where nothing does.</returns>
    public static string? Against(string text, int longest) => AgainstLine(text, longest) ?? Against(text);

    /// <summary>What speaks against a text as one line, whatever its characters say.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">The most characters.</param>
    /// <returns>The reason; null where nothing does.</returns>
    public static string? AgainstLine(string text, int longest)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > longest) return string.Create(CultureInfo.InvariantCulture, $"is longer than {longest} characters");

        return text.Any(char.IsControl) ? "holds a control character" : null;
    }

    /// <summary>Whether a text has a character that can be seen.</summary>
    /// <param name="text">The text.</param>
    public static bool HasVisible(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsVisible(rune)) return true;
        }

        return false;
    }

    /// <summary>Whether a character is none that can be seen, and no blank: a control, a format character, or one that Unicode says to pass over.</summary>
    /// <param name="rune">The character.</param>
    public static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        || IsPassedOver(rune.Value);

    /// <summary>
    /// A text as it is harmless to show: what cannot be seen or turns the direction by its code, <c>\u202E</c>. A joiner or a selector of a variant behind
    /// a character that can be seen is a part of that character, and stays.
    /// </summary>
    /// <param name="text">The text.</param>
    public static string Shown(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        StringBuilder? shown = null;
        var isBehindVisible = false;
        for (var at = 0; at < text.Length;)
        {
            var isWhole = Rune.TryGetRuneAt(text, at, out var rune);
            var length = isWhole ? rune.Utf16SequenceLength : 1;
            if (!isWhole || (IsHidden(rune) && !(isBehindVisible && IsPartOfOther(rune.Value))))
            {
                shown ??= new(text, 0, at, text.Length + 16);
                foreach (var unit in text.AsSpan(at, length)) shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:X4}");
                isBehindVisible = false;
            }
            else
            {
                shown?.Append(text, at, length);
                isBehindVisible = isBehindVisible || IsVisible(rune);
                if (Rune.IsWhiteSpace(rune)) isBehindVisible = false;
            }

            at += length;
        }

        return shown?.ToString() ?? text;
    }

    private static bool IsVisible(Rune rune) => !IsHidden(rune) && Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.SpaceSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark);

    private static bool IsTurning(Rune rune) =>
        rune.Value is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    private static bool IsPartOfOther(int code) =>
        code is NonJoiner or Joiner or (>= 0x180B and <= 0x180D) or 0x180F or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    private static bool IsPassedOver(int code) =>
        code is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or BrailleBlank or (>= 0x2060 and <= 0x206F) or 0x3164
            or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xFFF0 and <= 0xFFF8) or (>= 0xE0000 and <= 0xE0FFF);
}
