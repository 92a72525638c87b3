using Pricing.Files.Numbers;
using Pricing.Files.Schemas;

namespace Pricing.Files.Fields;

/// <summary>Fields by name, of a request or of a stored row: written by programs, so with points before decimals.</summary>
internal sealed class NamedFields(TableSchema schema, Func<string, string?> text) : IFieldSource
{
    private readonly NumberForm[] forms =
        [.. schema.Columns.Select(column => ColumnForms.Of(column, DecimalMark.Point, isPercent: false))];

    public ReadOnlySpan<char> Text(int column) => text(schema.Columns[column].Name);

    public NumberForm Form(int column) => forms[column];

    public NumberUnit UnitInName(int column) => NumberUnit.None;
}
