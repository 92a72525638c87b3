using Pricing.Files.Fields;
using Pricing.Files.Numbers;
using Pricing.Files.Schemas;

namespace Pricing.Files.Headers;

/// <summary>Which column of a file is which.</summary>
internal sealed class TableLayout
{
    private readonly HeaderMatch match;
    private readonly NumberForm[] forms;

    public TableLayout(HeaderMatch match)
    {
        this.match = match;
        forms = [.. Schema.Columns.Select(column => Form(column, DecimalMark.Point))];
        TenorForm = new(DecimalMark.Point, PercentSign.Redundant);
    }

    public TableSchema Schema => match.Schema;

    /// <summary>The header's line.</summary>
    public int Line => match.Row.Line;

    /// <summary>The share that the header itself names; null for none.</summary>
    public string? HeaderCode => match.Row.Code;

    /// <summary>The names of the header as written.</summary>
    public string[] Names => match.Row.Cells;

    /// <summary>How many records end with the header.</summary>
    public int HeaderRecords => match.Row.Index + 1;

    public int[] Ordinals => match.Ordinals;

    public IReadOnlyList<(int Ordinal, decimal Years)> Tenors => match.Tenors;

    public IReadOnlyList<int> Unnamed => match.Unnamed;

    public IReadOnlyList<int> Unknown => match.Unknown;

    public IReadOnlyList<int> NotUsed => match.NotUsed;

    /// <summary>What the yields of tenors in columns of their own look like.</summary>
    public NumberForm TenorForm { get; private set; }

    public NumberForm Form(int column) => forms[column];

    /// <summary>The unit that the name of a column bears.</summary>
    public NumberUnit UnitInName(int column) =>
        Ordinals[column] is >= 0 and var ordinal && match.Unit(ordinal) is { } unit ? unit.Of : NumberUnit.None;

    /// <summary>Whether the numbers of a column are counted in thousands or more, by its name or by a line above the header.</summary>
    public bool Multiplies(int column) => Ordinals[column] is >= 0 and var ordinal && match.Unit(ordinal) is { Multiplies: true };

    /// <summary>States what the marks of a column's numbers mean.</summary>
    public void Decide(int ordinal, DecimalMark mark)
    {
        foreach (var column in Schema.Columns)
        {
            if (Ordinals[column.Index] == ordinal)
                forms[column.Index] = Form(column, mark);
        }

        if (match.Tenors.Exists(tenor => tenor.Ordinal == ordinal))
            TenorForm = TenorForm with { Mark = mark };
    }

    /// <summary>The places of the columns of the schema whose numbers may have marks.</summary>
    public IEnumerable<int> NumberOrdinals() => Schema.Columns
        .Where(column => column.IsNumber && Ordinals[column.Index] >= 0)
        .Select(column => Ordinals[column.Index]);

    private NumberForm Form(TableColumn column, DecimalMark mark)
    {
        var ordinal = Ordinals[column.Index];
        return ColumnForms.Of(column, mark, ordinal >= 0 && match.Unit(ordinal) is { IsPercent: true });
    }
}
