using Pricing.Files.Numbers;
using Pricing.Files.Schemas;

namespace Pricing.Files.Headers;

/// <summary>A row read as the header of a kind.</summary>
internal sealed class HeaderMatch
{
    private readonly Dictionary<int, NameUnit?> units = [];

    private HeaderMatch(TableSchema schema, HeaderRow row)
    {
        Schema = schema;
        Row = row;
        Ordinals = new int[schema.Columns.Count];
        Array.Fill(Ordinals, -1);
    }

    public TableSchema Schema { get; }

    public HeaderRow Row { get; }

    /// <summary>Where each column of the schema stands; -1 where it does not.</summary>
    public int[] Ordinals { get; }

    /// <summary>Tenors that are columns: their place and their years.</summary>
    public List<(int Ordinal, decimal Years)> Tenors { get; } = [];

    /// <summary>Named columns that the schema does not know.</summary>
    public List<int> Unknown { get; } = [];

    /// <summary>Named columns that it knows and does not use.</summary>
    public List<int> NotUsed { get; } = [];

    /// <summary>Columns without a name.</summary>
    public List<int> Unnamed { get; } = [];

    /// <summary>Columns whose name stands twice, with both places.</summary>
    public List<(TableColumn Column, int First, int Second)> Twice { get; } = [];

    /// <summary>The required columns that are not there.</summary>
    public IEnumerable<TableColumn> Missing => Schema.Columns.Where(column =>
        column.IsRequired && Ordinals[column.Index] < 0 && !(Tenors.Count > 0 && column.Name is "tenor" or "percent" && Schema.Signature.AllowsTenors));

    /// <summary>How many of its cells are known.</summary>
    public int Known => Ordinals.Count(ordinal => ordinal >= 0) + Tenors.Count;

    /// <summary>How many of its cells are known, used or not.</summary>
    public int Recognised => Known + NotUsed.Count;

    /// <summary>Whether it shows its kind.</summary>
    public bool HasSignature
    {
        get
        {
            var columns = Schema.Signature.Columns.Select(name => Schema[name]);
            var isThere = columns.All(column => Ordinals[column.Index] >= 0)
                || (Tenors.Count > 0 && Ordinals[0] >= 0);
            return isThere && !Row.Cells.Any(Schema.Signature.Excludes);
        }
    }

    /// <summary>The unit in a column's brackets, of a volume else the one above the header; null for none.</summary>
    public NameUnit? Unit(int ordinal) => units.GetValueOrDefault(ordinal);

    /// <summary>Gives the unit of shares that stands above the header to the volumes whose names have none.</summary>
    public void TakeUnitAbove(NameUnit unit)
    {
        foreach (var column in Schema.Columns)
        {
            if (column.Type == ColumnType.Volume && Ordinals[column.Index] is >= 0 and var ordinal)
                units[ordinal] ??= unit;
        }
    }

    public static HeaderMatch Of(TableSchema schema, HeaderRow row, string? closeColumn)
    {
        var match = new HeaderMatch(schema, row);
        var close = closeColumn is null ? null : ColumnName.Fold(closeColumn);
        for (var ordinal = 0; ordinal < row.Cells.Length; ordinal++)
            match.Take(ordinal, row.Cells[ordinal], close);
        match.TakeLastResorts();
        return match;
    }

    private void Take(int ordinal, string name, string? close)
    {
        var folded = ColumnName.Fold(name);
        if (folded.Length == 0)
        {
            Unnamed.Add(ordinal);
            return;
        }

        if (AnswerColumns.Has(folded))
            return;
        var column = Schema.Find(name, out var unit);
        if (close is not null && Schema.Kind == FileKind.Prices)
        {
            if (folded == close)
                column = Schema["Close"];
            else if (column?.Name == "Close")
                column = null;
        }

        if (column is not null)
            Place(ordinal, column, unit);
        else if (Schema.Signature.AllowsTenors && TenorText.Read(ColumnName.WithoutUnit(name), needsMark: true) is { } years)
            PlaceTenor(ordinal, years, folded);
        else if (Schema.IsNotUsed(name) || (close is not null && Schema.Find(name)?.Name == "Close"))
            NotUsed.Add(ordinal);
        else
            Unknown.Add(ordinal);
    }

    private void PlaceTenor(int ordinal, decimal years, string folded)
    {
        units[ordinal] = ColumnName.SplitUnit(folded).Unit;
        Tenors.Add((ordinal, years));
    }

    private void Place(int ordinal, TableColumn column, NameUnit? unit)
    {
        units[ordinal] = unit;
        if (Ordinals[column.Index] >= 0)
            Twice.Add((column, Ordinals[column.Index], ordinal));
        else
            Ordinals[column.Index] = ordinal;
    }

    // Price is the close where no Close stands beside it.
    private void TakeLastResorts()
    {
        foreach (var column in Schema.Columns)
        {
            if (column.LastResort is null || Ordinals[column.Index] >= 0)
                continue;
            var last = ColumnName.Fold(column.LastResort);
            bool IsLastResort(int ordinal) => ColumnName.Fold(Row.Cells[ordinal]) == last;
            foreach (var ordinal in NotUsed.FindAll(IsLastResort))
                Place(ordinal, column, unit: null);
            NotUsed.RemoveAll(IsLastResort);
        }
    }
}
