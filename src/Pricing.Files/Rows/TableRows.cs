using Pricing.Files.Fields;
using Pricing.Files.Numbers;
using Pricing.Files.Schemas;

namespace Pricing.Files.Rows;

/// <summary>The rows of a table, whatever form it has.</summary>
internal abstract class TableRows : IFieldSource, IDisposable
{
    /// <summary>The columns of the table.</summary>
    public abstract TableSchema Schema { get; }

    /// <summary>The line on which the row begins.</summary>
    public abstract int Line { get; }

    /// <summary>What ended the reading before the end of the file; null for nothing.</summary>
    public FileDefect? Defect { get; protected set; }

    /// <summary>What was passed over.</summary>
    public virtual IEnumerable<string> Notices => [];

    /// <summary>Goes to the next row that has content.</summary>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>Whether there is one.</returns>
    public abstract ValueTask<bool> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Notes what is wrong with the row as such.</summary>
    /// <param name="fields">The row's fields.</param>
    public abstract void Check(FieldReader fields);

    /// <summary>The cell of a column in a workbook; null elsewhere.</summary>
    /// <param name="field">The column's name.</param>
    public virtual string? Place(string field) => null;

    /// <summary>Whether the table has a column; of JSON, whose rows name their own, each may.</summary>
    public virtual bool HasColumn(int column) => true;

    /// <summary>The name that the header has for a column, without a unit; null where no header names it.</summary>
    public virtual string? HeaderName(int column) => null;

    /// <summary>Whether a header names the columns of all rows.</summary>
    public virtual bool HasHeader => false;

    /// <summary>Columns without a name, by place.</summary>
    public virtual IEnumerable<int> UnnamedColumns => [];

    /// <summary>The share that the header itself names; null for none.</summary>
    public virtual string? HeaderCode => null;

    /// <summary>Named columns that are not known, by place.</summary>
    public virtual IEnumerable<(int Ordinal, string Name)> UnknownColumns => [];

    /// <summary>How many there are; of JSON, whose rows name their own, so far.</summary>
    public virtual int UnknownCount => 0;

    /// <summary>A field by its place.</summary>
    public virtual ReadOnlySpan<char> At(int ordinal) => default;

    /// <summary>How many tenors the row has in columns of their own.</summary>
    public virtual int TenorCount => 0;

    /// <summary>What their yields look like.</summary>
    public virtual NumberForm TenorForm => default;

    /// <summary>The years of a tenor and the name of its column.</summary>
    public virtual (decimal Years, string Name) Tenor(int index) => default;

    /// <summary>The yield of a tenor.</summary>
    public virtual ReadOnlySpan<char> TenorText(int index) => default;

    /// <inheritdoc/>
    public abstract ReadOnlySpan<char> Text(int column);

    /// <inheritdoc/>
    public abstract NumberForm Form(int column);

    /// <inheritdoc/>
    public abstract NumberUnit UnitInName(int column);

    /// <inheritdoc/>
    public abstract bool Multiplies(int column);

    /// <inheritdoc/>
    public abstract void Dispose();
}
