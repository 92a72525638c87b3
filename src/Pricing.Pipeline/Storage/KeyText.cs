using System.Globalization;
using System.Text;

namespace Pricing.Pipeline.Storage;

/// <summary>
/// Text as part of a table key. Table storage refuses <c>/ \ # ?</c> and control characters in keys; here
/// <c>|</c> separates parts and <c>!</c> starts rows that are no grant's. Those, and the escape character
/// <c>*</c> itself, become <c>*</c> and four hexadecimal digits. Everything else, Japanese included, stays as it is.
/// </summary>
public static class KeyText
{
    /// <summary>
    /// The most characters of one name as a key holds it. Table storage takes 512 of a whole key; the longest has two of these,
    /// or one beside a date and a hash.
    /// </summary>
    public const int MaximumLength = 200;

    private const char Escape = '*';
    private const int Digits = 4;

    /// <summary>Escapes one part of a key.</summary>
    /// <param name="text">The text, not empty.</param>
    /// <returns>The key part.</returns>
    public static string Encode(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        if (!text.Any(NeedsEscape)) return text;

        var key = new StringBuilder(text.Length + Digits);
        foreach (var character in text)
        {
            if (NeedsEscape(character)) key.Append(CultureInfo.InvariantCulture, $"{Escape}{(int)character:X4}");
            else key.Append(character);
        }

        return key.ToString();
    }

    /// <summary>Whether a name is short enough for a key: nothing is stored under a longer one, and storage refuses to look for it.</summary>
    /// <param name="text">The name.</param>
    public static bool Fits(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is > 0 and <= MaximumLength && Encode(text).Length <= MaximumLength;
    }

    /// <summary>The text that was encoded.</summary>
    /// <param name="key">A key part made by <see cref="Encode"/>.</param>
    /// <returns>The text.</returns>
    /// <exception cref="FormatException">Not made by <see cref="Encode"/>.</exception>
    public static string Decode(string key)
    {
        var text = new StringBuilder(key.Length);
        for (var i = 0; i < key.Length; i++)
        {
            if (key[i] != Escape)
            {
                text.Append(key[i]);
                continue;
            }

            if (key.Length - i <= Digits) throw new FormatException($"The key part '{key}' ends inside an escape.");
            text.Append((char)ushort.Parse(
                key.AsSpan(i + 1, Digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            i += Digits;
        }

        return text.ToString();
    }

    private static bool NeedsEscape(char character) =>
        character is '/' or '\\' or '#' or '?' or '|' or '!' or Escape || char.IsControl(character);
}
