using Pricing.Files.Characters;

namespace Pricing.Files.Delimited;

/// <summary>The refusal of text that is in another encoding.</summary>
internal static class EncodingDefect
{
    public static FileDefect Of(TextEncoding encoding) => FileDefect.OfFile(
        "encoding", encoding.Name, $"the text is not UTF-8, UTF-16 with its mark or CP932; it looks like {encoding.Name}: save it as UTF-8");

    /// <summary>The refusal of text that may be CP932, but whose header nobody knows.</summary>
    public static FileDefect OfUnknownHeader(TextEncoding encoding) => FileDefect.OfFile(
        "encoding", encoding.Name, $"the text looks like {encoding.Name}, but no header is known in it: save it as UTF-8");
}
