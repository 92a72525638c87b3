using Pricing.Files.Kinds;
using Pricing.Files.Schemas;

namespace Soak.Files;

/// <summary>A row of a made-up table.</summary>
/// <param name="Fields">Its fields, by column; one more where it is too long.</param>
/// <param name="Said">What it says; null where it is to be refused.</param>
internal sealed record SoakRow(string[] Fields, string? Said);

/// <summary>A made-up table: which rows are to be read and which refused is known from how they were made.</summary>
internal sealed record SoakTable
{
    private static readonly FileKind[] Kinds =
        [FileKind.Grants, FileKind.Events, FileKind.Holders, FileKind.Prices, FileKind.Dividends, FileKind.CorporateActions, FileKind.Curves];

    /// <summary>The kind.</summary>
    public required FileKind Kind { get; init; }

    /// <summary>The columns.</summary>
    public required IReadOnlyList<TableColumn> Columns { get; init; }

    /// <summary>The header.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>The rows.</summary>
    public required IReadOnlyList<SoakRow> Rows { get; init; }

    /// <summary>Whether the header itself refuses the file.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Draws one.</summary>
    /// <param name="isAlone">Whether marks inside numbers cannot be read in two ways.</param>
    /// <param name="isCounted">Whether a row can have more fields than the header.</param>
    /// <param name="random">The draw.</param>
    public static SoakTable Draw(bool isAlone, bool isCounted, Random random)
    {
        var kind = Kinds[random.Next(Kinds.Length)];
        var schema = TableSchemas.Of(kind);
        var columns = schema.Columns.Where(column => column.IsRequired || Wanted(kind, column, random)).ToList();
        var names = columns.ConvertAll(column => Name(column, random));
        var isRefused = random.Next(25) == 0 && schema.RefusesUnknown;
        if (isRefused) names[^1] = "Prioritaet";
        if (isRefused && columns[^1].IsRequired) isRefused = false;
        if (!isRefused && names[^1] == "Prioritaet") names[^1] = columns[^1].Name;

        var rows = Enumerable.Range(0, random.Next(1, 12)).Select(number => Row(schema, columns, number, isAlone, isCounted, random)).ToList();
        if (kind == FileKind.Prices && random.Next(6) == 0 && rows.TrueForAll(row => row.Said is not null)) rows.Add(Twice(columns, rows[0]));
        var table = new SoakTable { Kind = kind, Columns = columns, Names = names, Rows = rows, IsRefused = isRefused };
        return isAlone || random.Next(2) == 0 ? table : table.WithCommas();
    }

    /// <summary>The table with decimals behind commas.</summary>
    private SoakTable WithCommas() => this with
    {
        Rows =
        [
            .. Rows.Select(row => row with
            {
                Fields = [.. row.Fields.Select((field, at) => at < Columns.Count && Columns[at].IsNumber ? field.Replace('.', ',').Replace('．', '，') : field)],
            }),
        ],
    };

    // A date with two closes.
    private static SoakRow Twice(List<TableColumn> columns, SoakRow row) =>
        new([.. row.Fields.Select((field, at) => columns[at].Name == "Close" ? "2000001" : field)], null);

    // Ratios would have to show in the closes, and what a day may lack is another test's matter.
    private static bool Wanted(FileKind kind, TableColumn column, Random random) => kind == FileKind.CorporateActions
        ? column.Name is "code" or "ex_date" or "reference"
        : column.Name is "Code" or "code" || (column.Name is not ("SplitFactor" or "AdjFactor" or "StockSplits" or "CommemorativePart") && random.Next(4) == 0);

    private static string Name(TableColumn column, Random random)
    {
        var name = column.Names.Count == 0 || random.Next(2) == 0 ? column.Name : column.Names[random.Next(column.Names.Count)];
        return random.Next(4) switch
        {
            0 => name.ToUpperInvariant(),
            1 => name.Replace('_', ' '),
            2 => $" {name} ",
            _ => name,
        };
    }

    private static SoakRow Row(
        TableSchema schema, List<TableColumn> columns, int number, bool isAlone, bool isCounted, Random random)
    {
        var fields = columns.ConvertAll(column => Sensible(schema.Kind, column, number, SoakField.Good(column, number, isAlone, random)));
        var said = SoakReading.Said(schema.Kind, columns.Select(column => column.Name).Zip(fields.Select(field => field.Said)));
        if (random.Next(6) != 0) return new([.. fields.Select(field => field.Written)], said);

        var written = fields.Select(field => field.Written).ToArray();
        var at = random.Next(columns.Count);
        if (isCounted && random.Next(5) == 0) return new([.. written, "more"], null);

        // A curve's row without a figure says nothing; everywhere else a required field that is missing is wrong.
        written[at] = columns[at].IsRequired && columns[at].Type is ColumnType.Id or ColumnType.Date && random.Next(3) == 0
            ? ""
            : SoakField.Bad(columns[at], random).Written;
        return new(written, null);
    }

    // Where amounts could be a percentage, zero or none, the rules of the kind decide and not the reader's.
    private static SoakField Sensible(FileKind kind, TableColumn column, int number, SoakField field) => (kind, column.Name) switch
    {
        // Two of one ratio a few days apart would hardly be two.
        (_, "ratio") => new($"1:{number + 2}", $"{number + 2}"),
        (_, "expected_remaining_years") => new("15", "15"),
        (FileKind.CorporateActions, "kind") => new("株式分割", "split"),
        _ => field,
    };
}
