using Pricing.Files.Characters;
using Pricing.Files.Fields;
using Pricing.Files.Rows;
using Pricing.Files.Schemas;

namespace Pricing.Files.Tables;

/// <summary>
/// A table of any kind, read row by row as it streams in: delimited text, a workbook or JSON. What keeps the file as a whole
/// from being taken stands in <see cref="Defects"/>; what is wrong with a row, in the failures of <see cref="Fields"/>.
/// </summary>
public sealed class TableReader : IDisposable
{
    private const string Unreadable = "row";

    private readonly TableRows? rows;
    private readonly List<FileDefect> defects;
    private readonly List<string> notices;
    private readonly FieldReader? fields;

    internal TableReader(TableRows? rows, TableRequest request, IEnumerable<FileDefect> defects, IEnumerable<string> notices)
    {
        this.rows = rows;
        this.defects = [.. defects];
        this.notices = [.. notices];
        Request = request;
        if (rows is not null)
            fields = new(rows.Schema, rows, request.Today);
    }

    /// <summary>What was known of the file.</summary>
    public TableRequest Request { get; }

    /// <summary>The columns; null where no header was found.</summary>
    public TableSchema? Schema => rows?.Schema;

    /// <summary>The kind; null where no header was found.</summary>
    public FileKind? Kind => Schema?.Kind;

    /// <summary>
    /// Why the file cannot be taken, each mistake once: known when it is opened, and after the last row, where it could not be
    /// read to its end. Empty for a sound file.
    /// </summary>
    public IReadOnlyList<FileDefect> Defects => defects;

    /// <summary>What was passed over: lines above the header, columns that are not used.</summary>
    public IReadOnlyList<string> Notices => [.. notices, .. rows?.Notices ?? []];

    /// <summary>How many rows with content were read.</summary>
    public int RowCount { get; private set; }

    /// <summary>The line on which the row begins, from 1; in a workbook the row; 0 where no header was found.</summary>
    public int Line => rows?.Line ?? 0;

    /// <summary>Whether the row could be taken apart into fields; where it could not, its failures say why and no field counts.</summary>
    public bool IsReadable => !Fields.Failures.Any(failure => failure.Field == Unreadable);

    /// <summary>The row's fields; its failures are those of the row as such before any field is read.</summary>
    /// <exception cref="InvalidOperationException">No header was found.</exception>
    public FieldReader Fields => fields ?? throw new InvalidOperationException("The file has no header.");

    /// <summary>The row's fields by column.</summary>
    internal ColumnReader Columns => Fields.Columns;

    internal TableRows Rows => rows!;

    /// <summary>The share that the header itself names, as yfinance writes it; null for none.</summary>
    public string? HeaderCode => rows?.HeaderCode;

    /// <summary>Opens a file.</summary>
    /// <param name="content">The file, from its start; a stream that can seek.</param>
    /// <param name="request">What is known of it.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The reader; it takes no rows where the file has defects.</returns>
    public static Task<TableReader> OpenAsync(Stream content, TableRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(request);
        if (!content.CanSeek)
            throw new ArgumentException("The content must be seekable: a file is looked at before it is read.", nameof(content));
        return TableOpening.OpenAsync(content, request, cancellationToken);
    }

    /// <summary>Goes to the next row that has content.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Whether there is one; false at once where the file has defects.</returns>
    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (rows is null || defects.Count > 0)
            return ValueTask.FromResult(false);
        var read = rows.ReadAsync(cancellationToken);
        return read.IsCompletedSuccessfully ? ValueTask.FromResult(Take(read.Result)) : TakeAsync(read);
    }

    /// <summary>Says that the row is none: a line of text below the table.</summary>
    internal void PassOver() => RowCount--;

    /// <summary>The cell of the row in which a field stands, in a workbook; null elsewhere.</summary>
    /// <param name="field">The column's name.</param>
    public string? Place(string field) => rows?.Place(field);

    /// <summary>Whether the table has a column; of JSON, whose rows name their own, each may be there.</summary>
    /// <param name="name">The column's name.</param>
    public bool HasColumn(string name) => rows is not null && rows.HasColumn(rows.Schema[name].Index);

    /// <summary>The failures of the row with their places.</summary>
    public IEnumerable<FileDefect> RowDefects() =>
        Fields.Failures.Select(failure => new FileDefect(Line, rows!.Place(failure.Field), failure));

    /// <summary>A failure whose reason names the column as the header does, where that is in Japanese.</summary>
    /// <param name="failure">The failure.</param>
    public Failure InHeader(Failure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        var column = rows?.Schema.Columns.FirstOrDefault(column => column.Name == failure.Field);
        return column is not null && rows!.HeaderName(column.Index) is { } name && JapaneseWords.Is(name)
            ? failure with { Reason = $"{failure.Reason} (column {name})" }
            : failure;
    }

    /// <summary>Closes what was opened; the content stays open.</summary>
    public void Dispose() => rows?.Dispose();

    private async ValueTask<bool> TakeAsync(ValueTask<bool> read) => Take(await read);

    private bool Take(bool isRead)
    {
        if (!isRead)
        {
            if (rows!.Defect is { } defect)
                defects.Add(defect);
            else if (RowCount == 0)
                notices.Add("no row stands below the header");
            return false;
        }

        RowCount++;
        fields!.StartRow();
        rows!.Check(fields);
        return true;
    }
}
