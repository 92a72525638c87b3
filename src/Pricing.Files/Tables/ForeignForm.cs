namespace Pricing.Files.Tables;

/// <summary>Files that are no table in a form that is read, told by their first bytes.</summary>
internal static class ForeignForm
{
    /// <summary>What to do about a file; null where it may be text, JSON or a workbook.</summary>
    /// <param name="first">The first bytes.</param>
    public static string? Of(ReadOnlySpan<byte> first) => first switch
    {
        [0xD0, 0xCF, 0x11, 0xE0, ..] => "the file is a workbook of the old form (.xls) or has a password; save it as .xlsx without one",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "the file is a PDF; a table as .xlsx, CSV or JSON is wanted",
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [0xFF, 0xD8, 0xFF, ..] or [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] =>
            "the file is a picture; a table as .xlsx, CSV or JSON is wanted",
        [0x1F, 0x8B, ..] => "the file is compressed (gzip); unpack it",
        [(byte)'<', (byte)'h' or (byte)'H' or (byte)'!' or (byte)'?', ..] or [(byte)'<', (byte)'t' or (byte)'T', (byte)'a' or (byte)'A', ..] =>
            "the file is a web page or XML; a table as .xlsx, CSV or JSON is wanted",
        _ => null,
    };
}
