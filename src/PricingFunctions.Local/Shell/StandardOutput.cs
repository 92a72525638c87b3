using System.Text;

namespace PricingFunctions.Local.Shell;

/// <summary>Standard output for data: UTF-8 without a byte order mark, line feeds, written in large blocks.</summary>
internal static class StandardOutput
{
    private const int BlockSize = 1 << 16;

    /// <summary>Opens it.</summary>
    public static StreamWriter Open() =>
        new(Console.OpenStandardOutput(), new UTF8Encoding(false), BlockSize) { NewLine = "\n" };
}
