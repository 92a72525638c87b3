namespace Pricing.Files.Characters;

/// <summary>An encoding of text, and what a person calls it.</summary>
/// <param name="Name">The name.</param>
/// <param name="CodePage">The code page that reads it; 0 for one that is only named.</param>
public sealed record TextEncoding(string Name, int CodePage)
{
    /// <summary>UTF-8, also that of plain ASCII.</summary>
    public static TextEncoding Utf8 { get; } = new("UTF-8", 65001);

    /// <summary>UTF-16, low byte first.</summary>
    public static TextEncoding Utf16 { get; } = new("UTF-16", 1200);

    /// <summary>UTF-16, high byte first.</summary>
    public static TextEncoding Utf16BigEndian { get; } = new("UTF-16 (big-endian)", 1201);

    /// <summary>Shift_JIS as Windows has it.</summary>
    public static TextEncoding Cp932 { get; } = new("CP932 (Shift_JIS)", 932);

    /// <summary>EUC-JP.</summary>
    public static TextEncoding EucJp { get; } = new("EUC-JP", 0);

    /// <summary>ISO-2022-JP, as in mails.</summary>
    public static TextEncoding Iso2022Jp { get; } = new("ISO-2022-JP (JIS)", 0);

    /// <summary>UTF-16 whose mark is missing.</summary>
    public static TextEncoding Utf16Unmarked { get; } = new("UTF-16 without its byte order mark", 0);

    /// <summary>UTF-32.</summary>
    public static TextEncoding Utf32 { get; } = new("UTF-32", 0);

    /// <summary>Windows-1252 and its like.</summary>
    public static TextEncoding Western { get; } = new("Windows-1252 (Western European)", 0);

    /// <summary>None of these.</summary>
    public static TextEncoding Unknown { get; } = new("none of the encodings known here", 0);

    /// <summary>Whether text in it is read.</summary>
    public bool IsRead => CodePage != 0;
}
