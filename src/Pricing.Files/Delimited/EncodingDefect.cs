using Pricing.Files.Characters;

namespace Pricing.Files.Delimited;

/// <summary>The refusal of text that is in another encoding.</summary>
internal static class EncodingDefect
{
    public static FileDefect Of(TextEncoding encoding) => FileDefect.OfFile(
        "encoding", encoding.Name, $"the text is not UTF-8, UTF-16 with its mark or CP932; it looks like {encoding.Name}: save it as UTF-8");

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
