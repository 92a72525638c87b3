using System.Globalization;

namespace Pricing.Files.WholeFiles;

/// <summary>Names each field in which two rows differ that state the same.</summary>
internal static class StatedTwice
{
    /// <summary>What speaks against the later row.</summary>
    /// <param name="line">Its line.</param>
    /// <param name="firstLine">The line of the row above.</param>
    /// <param name="what">What both state.</param>
    /// <param name="fields">The fields, each with what stands in the later row and in the one above; null where nothing does.</param>
    public static IEnumerable<FileDefect> Defects(int line, int firstLine, string what, IEnumerable<(string Field, string? Later, string? First)> fields) =>
        from field in fields
        where field.Later != field.First
        select new FileDefect(line, null, new(
            ReasonCode.ConflictingData,
            field.Field,
            field.Later ?? "",
            string.Create(CultureInfo.InvariantCulture, $"differs from line {firstLine}, where {field.First ?? "nothing"} stands for the same {what}; keep the right one")));
}
