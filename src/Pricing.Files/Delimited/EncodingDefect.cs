using Pricing.Files.Characters;

namespace Pricing.Files.Delimited;

/// <summary>The refusal of text that is in another encoding.</summary>
internal static class EncodingDefect
{
    /// <summary>The refusal of what stands within a file whose beginning was read.</summary>
    /// <param name="encoding">What it looks like.</param>
    public static FileDefect Of(TextEncoding encoding) => FileDefect.OfFile(
        "encoding",
        encoding.Name,
        $"the text is not UTF-8, UTF-16 with its mark or CP932; {(encoding == TextEncoding.Unknown ? "a part of it is no text at all" : $"it looks like {encoding.Name}")}: save it as UTF-8");

    /// <summary>The refusal of a file that is in another encoding from its beginning on, or holds no text.</summary>
    /// <param name="encoding">What it looks like.</param>
    public static FileDefect OfBeginning(TextEncoding encoding) => encoding == TextEncoding.Unknown
        ? FileDefect.OfFile("file", "", "the file holds no text; a table as .xlsx, CSV or JSON is wanted")
        : Of(encoding);

    /// <summary>
    /// The refusal of text that may be CP932, but in whose header hardly a name is known: the header is wrong, or the encoding another.
    /// </summary>
    /// <param name="encoding">What it looks like.</param>
    /// <param name="header">What is wrong with the header, read so.</param>
    public static FileDefect OfUnknownHeader(TextEncoding encoding, FileDefect header) => header with
    {
        Failure = header.Failure with
        {
            Reason = $"{header.Failure.Reason}; the text was read as {encoding.Name}: where the header looks wrong here, save the file as UTF-8",
        },
    };
}
