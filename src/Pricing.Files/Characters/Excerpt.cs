using System.Text;

namespace Pricing.Files.Characters;

/// <summary>As much of a file's text as a message shows.</summary>
internal static class Excerpt
{
    /// <summary>The beginning of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The most characters.</param>
    public static string Of(ReadOnlySpan<char> text, int most)
    {
        if (text.Length <= most)
            return text.ToString();
        return text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)].ToString();
    }

    /// <summary>The beginning of a text in UTF-8.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The most bytes.</param>
    public static string Of(ReadOnlySpan<byte> text, int most)
    {
        if (text.Length > most)
        {
            while (most > 0 && (text[most] & 0xC0) == 0x80)
                most--;
            text = text[..most];
        }

        return Encoding.UTF8.GetString(text);
    }
}
