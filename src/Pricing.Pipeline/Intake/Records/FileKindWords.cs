namespace Pricing.Pipeline.Intake.Records;

/// <summary>The words for the kinds of files, as senders say them and reports show them.</summary>
public static class FileKindWords
{
    /// <summary>All of them.</summary>
    public static IReadOnlyDictionary<string, FileKind> All { get; } =
        Enum.GetValues<FileKind>().ToDictionary(kind => kind.Word(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The word for a kind.</summary>
    /// <param name="kind">The kind.</param>
    public static string Word(this FileKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>Whether rows are judged one by one; else the file is taken whole or not at all.</summary>
    /// <param name="kind">The kind.</param>
    public static bool IsOfRows(this FileKind kind) => kind is FileKind.Grants or FileKind.Events;
}
