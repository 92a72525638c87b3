using Pricing.Files.Schemas;

namespace Pricing.Files.WholeFiles;

/// <summary>What a file says that is taken whole or not at all.</summary>
/// <typeparam name="T">What a row becomes.</typeparam>
public sealed record FileReading<T>
{
    /// <summary>The kind; null where no header was found.</summary>
    public required FileKind? Kind { get; init; }

    /// <summary>The rows in the order of the file; none where anything is wrong: half a history that looks whole is worse.</summary>
    public IReadOnlyList<T> Rows => IsTaken ? Readable : [];

    /// <summary>The rows that can be read, also where others keep the file from being taken: to be judged, never to be stored.</summary>
    public required IReadOnlyList<T> Readable { get; init; }

    /// <summary>How many rows with content were read.</summary>
    public required int RowCount { get; init; }

    /// <summary>What is wrong, each mistake once; the first of them.</summary>
    public required IReadOnlyList<FileDefect> Defects { get; init; }

    /// <summary>How many there are.</summary>
    public required int DefectCount { get; init; }

    /// <summary>What was passed over, and what to know about what was not.</summary>
    public required IReadOnlyList<string> Notices { get; init; }

    /// <summary>Whether the file is taken.</summary>
    public bool IsTaken => DefectCount == 0;
}
