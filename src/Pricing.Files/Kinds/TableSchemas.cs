using Pricing.Files.Schemas;

namespace Pricing.Files.Kinds;

/// <summary>The schemas of all kinds.</summary>
public static class TableSchemas
{
    /// <summary>Those that a file can be of, in the order in which candidates are named.</summary>
    public static IReadOnlyList<TableSchema> OfFiles { get; } =
    [
        GrantColumns.Schema, EventColumns.Schema, HolderColumns.Schema, PriceColumns.Schema, DividendColumns.Schema,
        ActionColumns.Schema, CurveColumns.Schema,
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<TableSchema> All { get; } = [.. OfFiles, ValuationColumns.Schema];

    /// <summary>The schema of a kind.</summary>
    /// <param name="kind">The kind.</param>
    public static TableSchema Of(FileKind kind) => All.Single(schema => schema.Kind == kind);

    internal static TableColumn Required(string name, ColumnType type, params string[] names) => new(name, type, true, names);

    internal static TableColumn Optional(string name, ColumnType type, params string[] names) => new(name, type, false, names);
}
