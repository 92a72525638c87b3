namespace Pricing.Pipeline.Intake.Records;

/// <summary>What a file holds. Files of grants and events are judged row by row, the others are taken whole or not at all.</summary>
public enum FileKind
{
    /// <summary>Grants, a row each.</summary>
    Grants,

    /// <summary>Events of grants, a row each.</summary>
    Events,

    /// <summary>Closes of shares.</summary>
    Prices,

    /// <summary>Dividends of shares.</summary>
    Dividends,
}

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
