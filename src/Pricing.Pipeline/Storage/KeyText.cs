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
