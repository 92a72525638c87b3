using Pricing.Files.Fields;
using Pricing.Files.Schemas;
using Pricing.Files.Tables;

namespace Pricing.Files.WholeFiles;

/// <summary>Which share a row is about: the one that its column names, else the one of the whole file.</summary>
internal sealed class ShareOfRow
{
    private readonly TableReader table;
    private readonly TableColumn column;
    private readonly string? stated;
    private bool isSaid;
    private readonly string? ofFile;
    private readonly Dictionary<string, Outcome<string>> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Outcome<string>>.AlternateLookup<ReadOnlySpan<char>> byText;

    /// <summary>Prepares the reading of a column.</summary>
    /// <param name="table">The table.</param>
    /// <param name="column">The column that names the share.</param>
    public ShareOfRow(TableReader table, string column)
    {
        this.table = table;
        this.column = table.Schema![column];
        byText = known.GetAlternateLookup<ReadOnlySpan<char>>();
        stated = CodeOf(table.Request.Code);
        ofFile = stated ?? CodeOf(table.HeaderCode) ?? CodeInName.Of(table.Request.FileName);
    }

    /// <summary>Whether the file names no share at all, so that rows of several may stand in it as if they were of one.</summary>
    public bool IsMissing => isSaid;

    /// <summary>The share of the row; empty where none is named, which is noted.</summary>
    public string Read()
    {
        var fields = table.Columns;
        var text = fields.Raw(column);
        if (fields.IsBlank(column))
        {
            if (ofFile is null && !table.Request.NeedsNoShare && !isSaid)
            {
                // A file without the column makes one mistake, not one in each row.
                isSaid = !table.Rows.HasColumn(column.Index);
                fields.Fail(column.Name, "", $"no share is named: neither in a column, nor by the file's name, nor stated; add a column {column.Name}, give the file the code as its name (4999.csv), or state it (take --code 4999, over HTTP code=4999); a name that is the year of its rows names none");
            }

            return ofFile ?? "";
        }

        if (!byText.TryGetValue(text, out var code))
            known[text.ToString()] = code = CodeText.Read(text);
        if (!code.TryGet(out var read))
            fields.Fail(column, ReasonCode.UnsupportedMarket, code.Failures[0].Reason);
        else if (stated is not null && read != stated)
            fields.Fail(column, $"names another share than {stated}, of which the file was stated to be");
        return read ?? "";
    }

    private static string? CodeOf(string? text) =>
        text is not null && CodeText.Read(text).TryGet(out var code) ? code : null;
}
