using Pricing.Files.Schemas;

namespace Pricing.Pipeline.Intake.Records;

/// <summary>The kinds of files that are taken in, by the words that senders say and reports show.</summary>
public static class FileKindWords
{
    /// <summary>All of them.</summary>
    public static IReadOnlyDictionary<string, FileKind> All { get; } =
        new[] { FileKind.Grants, FileKind.Events, FileKind.Holders, FileKind.Prices, FileKind.Dividends, FileKind.CorporateActions, FileKind.Curves }
            .ToDictionary(kind => kind.Word(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The word for a kind.</summary>
    /// <param name="kind">The kind.</param>
    public static string Word(this FileKind kind) => FileKindWord.Of(kind);

    /// <summary>Whether rows are judged one by one; else the file is taken whole or not at all.</summary>
    /// <param name="kind">The kind.</param>
    public static bool IsOfRows(this FileKind kind) => kind is FileKind.Grants or FileKind.Events or FileKind.Holders;

    /// <summary>Whether its files are about shares.</summary>
    /// <param name="kind">The kind.</param>
    public static bool IsOfShares(this FileKind kind) => kind is FileKind.Prices or FileKind.Dividends or FileKind.CorporateActions;
}
