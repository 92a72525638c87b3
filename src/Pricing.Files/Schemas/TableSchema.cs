using System.Collections.Frozen;

namespace Pricing.Files.Schemas;

/// <summary>The columns of a kind of table, as data: the table of docs/files.md.</summary>
public sealed class TableSchema
{
    private readonly FrozenDictionary<string, TableColumn> byName;
    private readonly FrozenDictionary<string, TableColumn> byFoldedName;
    private readonly FrozenSet<string> notUsed;

    internal TableSchema(
        FileKind kind, Signature signature, IEnumerable<TableColumn> columns, IReadOnlyList<string>? notUsed = null)
    {
        Kind = kind;
        Signature = signature;
        Columns = [.. columns.Select((column, index) => column with { Index = index })];
        NotUsed = notUsed ?? [];
        byName = Columns.ToFrozenDictionary(column => column.Name, StringComparer.Ordinal);
        byFoldedName = Columns
            .SelectMany(column => column.Names.Prepend(column.Name).Select(name => (Name: ColumnName.Fold(name), column)))
            .ToFrozenDictionary(pair => pair.Name, pair => pair.column, StringComparer.Ordinal);
        this.notUsed = NotUsed.Select(ColumnName.Fold).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>The kind.</summary>
    public FileKind Kind { get; }

    /// <summary>The columns, in the order of the format.</summary>
    public IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>Columns of known exports that say nothing that is needed; <c>Adj Close</c> is never taken for a close.</summary>
    public IReadOnlyList<string> NotUsed { get; }

    /// <summary>Whether each row is judged by itself; else the table is taken whole or not at all.</summary>
    public bool IsJudgedByRow => Kind is FileKind.Grants or FileKind.Events or FileKind.Holders or FileKind.Valuations;

    /// <summary>Whether a column that is not known is refused; else it is listed as not used.</summary>
    public bool RefusesUnknown => Kind is FileKind.Grants or FileKind.Events or FileKind.Holders or FileKind.CorporateActions;

    /// <summary>Whether the rows state the currency of their amounts.</summary>
    internal bool HasCurrency => byName.ContainsKey("currency");

    /// <summary>What tells this kind from the others.</summary>
    internal Signature Signature { get; }

    /// <summary>The column of an English name.</summary>
    /// <param name="name">The name as <see cref="TableColumn.Name"/> has it.</param>
    /// <exception cref="KeyNotFoundException">The kind has no such column.</exception>
    public TableColumn this[string name] => byName[name];

    /// <summary>The column that a header names; null where it is none of this kind.</summary>
    /// <param name="header">The name as written, in any case, English or Japanese, with or without a unit.</param>
    public TableColumn? Find(string header) => Find(header, out _);

    /// <summary>The column that a header names, and the unit that stands in brackets.</summary>
    internal TableColumn? Find(string header, out NameUnit? unit)
    {
        var folded = ColumnName.Fold(header);
        unit = null;
        if (byFoldedName.TryGetValue(folded, out var column))
            return column;
        (var name, unit) = ColumnName.SplitUnit(folded);
        return unit is not null && byFoldedName.TryGetValue(name, out column) ? column : null;
    }

    /// <summary>Whether a header names a column that is known and not used.</summary>
    internal bool IsNotUsed(string header)
    {
        var folded = ColumnName.Fold(header);
        return notUsed.Contains(folded) || notUsed.Contains(ColumnName.SplitUnit(folded).Name);
    }

    /// <summary>Whether a header names a column that is known, used or not.</summary>
    internal bool Knows(string header) => Find(header) is not null || IsNotUsed(header);

    /// <summary>The known column whose name is nearest to an unknown one; null where none is near.</summary>
    internal TableColumn? Nearest(string header)
    {
        var folded = ColumnName.Fold(header);
        var (best, least) = ((TableColumn?)null, int.MaxValue);
        foreach (var (name, column) in byFoldedName)
        {
            var distance = EditDistance.Of(folded, name);
            if (distance < least || (distance == least && string.CompareOrdinal(column.Name, best?.Name) < 0))
                (best, least) = (column, distance);
        }

        return least <= EditDistance.Near(folded) ? best : null;
    }
}
