using System.Globalization;

namespace PricingFunctions.Local.Taking;

/// <summary>The size of a file, for people.</summary>
internal static class FileSize
{
    private const double Step = 1000;
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB"];

    /// <summary>The size in the largest unit of which there is one at least.</summary>
    /// <param name="bytes">The size.</param>
    public static string Of(long bytes)
    {
        var (size, unit) = ((double)bytes, 0);
        for (; size >= Step && unit < Units.Length - 1; unit++) size /= Step;
        return string.Create(CultureInfo.InvariantCulture, $"{size:0.#} {Units[unit]}");
    }
}
