using System.Globalization;
using Pricing.Files;

namespace Pricing.Pipeline.Intake.Records;

/// <summary>What reports say of what is wrong with a file, and of what was passed over.</summary>
internal static class DefectText
{
    private const int LongestShown = 300;
    private const int MostNotices = 20;

    /// <summary>The first defect and how many more there are; null for none.</summary>
    /// <param name="defects">The defects.</param>
    /// <param name="count">How many there are in all.</param>
    public static string? Of(IReadOnlyList<FileDefect> defects, int count) => count switch
    {
        0 => null,
        1 => Shown(defects[0]),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Shown(defects[0])}, and {count - 1} more"),
    };

    /// <summary>Notices as a report holds them, of very many the first ones and how many more there are; null for none.</summary>
    /// <param name="notices">The notices.</param>
    public static string? Of(IReadOnlyList<string> notices) => notices.Count == 0
        ? null
        : string.Join('\n', CappedNotices.Of(notices.Select(Shortened), notices.Count, MostNotices, "notices", "notice"));

    private static string Shortened(string notice) => notice.Length > LongestShown ? $"{notice.AsSpan(0, LongestShown - 3)}..." : notice;

    private static string Shown(FileDefect defect) =>
        (defect with { Failure = defect.Failure.Shortened(LongestShown, LongestShown) }).ToString();
}
