namespace Pricing.Files.Rows;

/// <summary>Records of fields by place: those of a delimited file, or the rows of a sheet.</summary>
internal interface IGrid : IDisposable
{
    /// <summary>How many fields the record has.</summary>
    int Count { get; }

    /// <summary>The line on which it begins.</summary>
    int Line { get; }

    /// <summary>The last line that it reaches; by line breaks inside quotes another one.</summary>
    int LastLine => Line;

    /// <summary>Whether its fields are cells, which may hold errors and have addresses.</summary>
    bool HasCells { get; }

    /// <summary>Whether the record is not shown, as a filter leaves it.</summary>
    bool IsHidden => false;

    /// <summary>A field's text; valid until the next call.</summary>
    ReadOnlySpan<char> Field(int ordinal);

    /// <summary>Goes to the next record, with or without content.</summary>
    ValueTask<bool> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Why the record is no row; null where it is one.</summary>
    (ReasonCode Code, string Value, string Reason)? Wrong { get; }

    /// <summary>What ended the reading; null for nothing.</summary>
    FileDefect? End { get; }

    /// <summary>Why a field has no text that can be read; null where it has one.</summary>
    /// <param name="ordinal">Its place.</param>
    /// <param name="isPrice">Whether an error that says that there is no figure is one there.</param>
    string? WrongField(int ordinal, bool isPrice);

    /// <summary>A cell's address; null in a file without cells.</summary>
    string? Address(int ordinal);
}
