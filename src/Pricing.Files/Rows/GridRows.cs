using System.Globalization;
using Pricing.Files.Characters;
using Pricing.Files.Fields;
using Pricing.Files.Headers;
using Pricing.Files.Numbers;
using Pricing.Files.Schemas;

namespace Pricing.Files.Rows;

/// <summary>The rows below a header.</summary>
internal sealed class GridRows : TableRows
{
    private const int Readable = 200;

    private readonly IGrid grid;
    private readonly TableLayout layout;
    private readonly int[] ordinals;
    private readonly bool[] isPrice;
    private readonly int lastRead;
    private readonly (int Ordinal, string Name) lastWritten;
    private int hidden;

    /// <summary>Takes the rows of a grid that stands on its header.</summary>
    public GridRows(IGrid grid, TableLayout layout)
    {
        this.grid = grid;
        this.layout = layout;
        ordinals = layout.Ordinals;
        isPrice = [.. layout.Schema.Columns.Select(column => column.IsPrice)];
        lastRead = ordinals.Concat(layout.Tenors.Select(tenor => tenor.Ordinal)).Max();
        lastWritten = layout.Schema.Columns
            .Where(column => column.IsAlwaysWritten)
            .Select(column => (Ordinal: ordinals[column.Index], column.Name))
            .Concat(layout.Tenors.Select(tenor => (tenor.Ordinal, Name: TenorName(tenor.Ordinal))))
            .DefaultIfEmpty((Ordinal: -1, Name: ""))
            .MaxBy(column => column.Ordinal);
    }

    public override TableSchema Schema => layout.Schema;

    public override int Line => grid.Line;

    public override ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        // Nearly every record is in the buffer already, and has content.
        while (true)
        {
            var read = grid.ReadAsync(cancellationToken);
            if (!read.IsCompletedSuccessfully)
                return ReadOnAsync(read, cancellationToken);
            if (IsRow(read.Result) is { } isRow)
                return ValueTask.FromResult(isRow);
        }
    }

    public override ReadOnlySpan<char> Text(int column)
    {
        var ordinal = ordinals[column];
        return (uint)ordinal < (uint)grid.Count ? Field(ordinal) : default;
    }

    public override NumberForm Form(int column) => layout.Form(column);

    public override NumberUnit UnitInName(int column) => layout.UnitInName(column);

    public override bool Multiplies(int column) => layout.Multiplies(column);

    public override bool HasColumn(int column) => ordinals[column] >= 0;

    public override string? HeaderName(int column) =>
        ordinals[column] is >= 0 and var ordinal ? ColumnName.WithoutUnit(layout.Names[ordinal]).Trim() : null;

    public override bool HasHeader => true;

    public override IEnumerable<string> Notices => hidden > 0
        ? [string.Create(CultureInfo.InvariantCulture, $"{hidden} {(hidden == 1 ? "row that the sheet hides is read" : "rows that the sheet hides are read")} like the others")]
        : [];

    public override IEnumerable<int> UnnamedColumns => layout.Unnamed;

    public override string? HeaderCode => layout.HeaderCode;

    public override IEnumerable<(int Ordinal, string Name)> UnknownColumns =>
        layout.Unknown.Select(ordinal => (ordinal, layout.Names[ordinal].Trim()));

    public override int UnknownCount => layout.Unknown.Count;

    public override ReadOnlySpan<char> At(int ordinal) => ordinal < grid.Count ? Field(ordinal) : default;

    public override int TenorCount => layout.Tenors.Count;

    public override NumberForm TenorForm => layout.TenorForm;

    public override (decimal Years, string Name) Tenor(int index) =>
        (layout.Tenors[index].Years, TenorName(layout.Tenors[index].Ordinal));

    public override ReadOnlySpan<char> TenorText(int index)
    {
        var ordinal = layout.Tenors[index].Ordinal;
        return ordinal < grid.Count ? Field(ordinal) : default;
    }

    public override string? Place(string field)
    {
        if (!grid.HasCells)
            return null;
        if (layout.Schema.Columns.FirstOrDefault(column => column.Name == field) is { } column)
            return ordinals[column.Index] < 0 ? null : grid.Address(ordinals[column.Index]);
        foreach (var (ordinal, _) in layout.Tenors)
        {
            if (TenorName(ordinal) == field)
                return grid.Address(ordinal);
        }

        return null;
    }

    public override void Check(FieldReader fields)
    {
        if (grid.Wrong is { } wrong)
        {
            fields.Fail([new(wrong.Code, "row", Excerpt.Of(wrong.Value, Readable), wrong.Reason)]);
            return;
        }

        if (grid.LastLine > grid.Line && BrokenField() is { } broken)
            fields.Fail("row", Record(), $"holds a line break in {broken}: {Lines()}; close the quote where its field ends");
        else if (grid.Count != layout.Names.Length)
            CheckCount(fields);
        foreach (var ordinal in layout.Unnamed)
        {
            if (ordinal < grid.Count && !grid.Field(ordinal).IsWhiteSpace())
                fields.Fail(ColumnPlace.Of(ordinal), Field(ordinal).ToString(), "has no name in the header, but content; name it or take it out");
        }

        if (grid.HasCells)
            CheckCells(fields);
    }

    public override void Dispose() => grid.Dispose();

    private async ValueTask<bool> ReadOnAsync(ValueTask<bool> read, CancellationToken cancellationToken)
    {
        var isRow = IsRow(await read);
        while (isRow is null)
            isRow = IsRow(await grid.ReadAsync(cancellationToken));
        return isRow.Value;
    }

    // Null for a record that is passed over.
    private bool? IsRow(bool isRead)
    {
        if (isRead && grid.End is null)
        {
            if (grid.Wrong is null && IsBlank())
                return null;
            hidden += grid.IsHidden ? 1 : 0;
            return true;
        }

        Defect = grid.End;
        return false;
    }

    // Only texts have lines. Anywhere else a quote that is not closed has taken in the rows below, which may be good ones.
    private string? BrokenField() => layout.Schema.Columns.FirstOrDefault(column =>
        column.Type != ColumnType.Text && Text(column.Index).Trim().IndexOfAny('\n', '\r') >= 0)?.Name;

    private string Lines() => string.Create(
        CultureInfo.InvariantCulture, $"lines {grid.Line} to {grid.LastLine} are one row by a quote that opens there");

    private void CheckCount(FieldReader fields)
    {
        for (var ordinal = layout.Names.Length; ordinal < grid.Count; ordinal++)
        {
            if (grid.Field(ordinal).IsWhiteSpace())
                continue;
            fields.Fail("row", Record(), Counted(grid.HasCells
                ? $"; {grid.Address(ordinal)} stands beyond the header: name its column, or take it out"
                : "; a comma inside a number or a text needs quotes around the field"));
            return;
        }

        // The cells at the end of a sheet's row that are empty are not in the file.
        if (grid.HasCells)
            return;
        if (grid.Count <= lastRead && Schema.IsJudgedByRow)
            fields.Fail("row", Record(), Counted("; a line break inside a text needs quotes around the field"));
        else if (grid.Count <= lastWritten.Ordinal && !HasNoTenor())
            fields.Fail("row", Record(), Counted($"; it ends before {lastWritten.Name}: fill in what is cut off; an empty field of it is written too"));
    }

    // A line of text below the yields, which the ministry's file has, or a date without any.
    private bool HasNoTenor() => layout.Tenors.Count > 0 && layout.Tenors.All(tenor => At(tenor.Ordinal).IsWhiteSpace());

    private string Counted(string hint) => string.Create(
        CultureInfo.InvariantCulture,
        $"has {grid.Count} fields where the header has {layout.Names.Length}{(grid.LastLine > grid.Line ? $"; {Lines()}" : hint)}");

    private void CheckCells(FieldReader fields)
    {
        foreach (var column in Schema.Columns)
        {
            var ordinal = ordinals[column.Index];
            if (ordinal >= 0 && grid.WrongField(ordinal, isPrice[column.Index]) is { } reason)
                fields.Fail(column.Name, grid.Field(ordinal).ToString(), reason);
        }

        foreach (var (ordinal, _) in layout.Tenors)
        {
            if (grid.WrongField(ordinal, isPrice: false) is { } reason)
                fields.Fail(TenorName(ordinal), grid.Field(ordinal).ToString(), reason);
        }
    }

    private string TenorName(int ordinal) => layout.Names[ordinal].Trim();

    private bool IsBlank()
    {
        for (var ordinal = 0; ordinal < grid.Count; ordinal++)
        {
            if (!grid.Field(ordinal).IsWhiteSpace() || (grid.HasCells && grid.WrongField(ordinal, isPrice: false) is not null))
                return false;
        }

        return true;
    }

    // An apostrophe before what a spreadsheet would take for a formula says that it is text, and is no part of it; a spreadsheet that opened such
    // a file keeps it in its workbook.
    private ReadOnlySpan<char> Field(int ordinal) => FormulaText.Unmarked(grid.Field(ordinal));

    private string Record() => Excerpt.Of(string.Join(',', Enumerable.Range(0, grid.Count).Select(ordinal => grid.Field(ordinal).ToString())), Readable);
}
