using Pricing.Files.Headers;
using Pricing.Files.Numbers;
using Pricing.Files.Schemas;

namespace Pricing.Files.Json;

/// <summary>What the name of a property stands for.</summary>
/// <param name="Column">The column; null for none.</param>
/// <param name="IsLastResort">Whether it is the column only where no other name of it stands beside it.</param>
/// <param name="Unit">The unit that it bears; null for none.</param>
/// <param name="Tenor">The years of a tenor that is a property of its own.</param>
/// <param name="Refusal">Why it is refused; null where it is not.</param>
internal sealed record NameUse(TableColumn? Column, bool IsLastResort, NameUnit? Unit, decimal? Tenor, string? Refusal)
{
    public static NameUse Of(TableSchema schema, string name, TableRequest request)
    {
        if (AnswerColumns.Has(ColumnName.Fold(name)))
            return new(null, false, null, null, null);
        var isClose = request.CloseColumn is { } close && schema.Kind == FileKind.Prices
            && ColumnName.Fold(close) == ColumnName.Fold(name);
        if (isClose)
            return new(schema["Close"], false, null, null, null);
        if (schema.Find(name, out var unit) is { } column)
        {
            if (request.CloseColumn is not null && column.Name == "Close")
                return new(null, false, null, null, null);
            var refusal = request.NotTaken.Contains(column.Name) ? HeaderDefects.NotTaken : unit?.Against(column, schema.HasCurrency);
            return new(column, false, unit, null, refusal);
        }

        var last = schema.Columns.FirstOrDefault(item =>
            item.LastResort is not null && ColumnName.Fold(item.LastResort) == ColumnName.Fold(name));
        if (last is not null)
            return new(last, true, null, null, null);
        if (schema.Signature.AllowsTenors && TenorText.Read(ColumnName.WithoutUnit(name), needsMark: true) is { } years)
            return new(null, false, null, years, ColumnName.SplitUnit(ColumnName.Fold(name)).Unit?.Against(column: null, hasCurrency: false));
        if (schema.IsNotUsed(name))
            return new(null, false, null, null, null);
        if (schema.RefusesUnknown)
            return new(null, false, null, null, HeaderDefects.Reason(schema, name, [name]));
        return new(null, false, null, null, !schema.IsJudgedByRow && Resemblance.Is(name) ? HeaderDefects.Resembling(schema, name, [name]) : null);
    }
}
