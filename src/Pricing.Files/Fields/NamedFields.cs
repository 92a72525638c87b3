using Pricing.Files.Numbers;
using Pricing.Files.Schemas;

namespace Pricing.Files.Fields;

/// <summary>Fields by name, of a request or of a stored row: written by programs, so with points before decimals.</summary>
internal sealed class NamedFields(TableSchema schema, Func<string, string?> text) : IFieldSource
{
    public ReadOnlySpan<char> Text(int column) => text(schema.Columns[column].Name);

    public NumberForm Form(int column) => ColumnForms.Of(schema.Columns[column], DecimalMark.Point, isPercent: false);

    public NumberUnit UnitInName(int column) => NumberUnit.None;

    public bool Multiplies(int column) => false;
}
