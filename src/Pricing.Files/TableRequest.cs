using Pricing.Files.Schemas;

namespace Pricing.Files;

/// <summary>What is known of a file before it is read.</summary>
public sealed record TableRequest
{
    /// <summary>The date in Japan: what is past by nature is refused after it.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The kind, where it is stated; null where the header shows it.</summary>
    public FileKind? Kind { get; init; }

    /// <summary>
    /// The code of the share that was stated for the file; a column that names another is refused.
    /// </summary>
    public string? Code { get; init; }

    /// <summary>The file's name: its share where no column names one. A name that is no code, or the year of all rows, names none.</summary>
    public string? FileName { get; init; }

    /// <summary>Whether the rows of a file in which no share is named are of one share without a name.</summary>
    public bool NeedsNoShare { get; init; }

    /// <summary>The column that is taken for the close instead of the one of that name; null for none.</summary>
    public string? CloseColumn { get; init; }

    /// <summary>Columns of the schemas that this reader of the file has no use for, and refuses.</summary>
    public IReadOnlyCollection<string> NotTaken { get; init; } = [];
}
