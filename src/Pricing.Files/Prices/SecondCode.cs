using Pricing.Files.Fields;
using Pricing.Files.Tables;
using Pricing.Files.WholeFiles;

namespace Pricing.Files.Prices;

/// <summary>
/// Two shares never share a history: a column of a name that nobody knows, in which the codes of several shares stand,
/// refuses the file.
/// </summary>
internal sealed class SecondCode(TableReader table)
{
    private const int FewRows = 10;

    private readonly List<Column> columns = [];

    /// <summary>Looks at the row.</summary>
    public void Look()
    {
        if (columns.Count < table.Rows.UnknownCount)
            columns.AddRange(table.Rows.UnknownColumns.Skip(columns.Count).Select(unknown => new Column(unknown.Ordinal, unknown.Name)));
        foreach (var column in columns)
        {
            if (!column.IsCode)
                continue;
            var text = table.Rows.At(column.Ordinal).Trim();
            if (text.IsEmpty)
                continue;
            column.Rows++;
            if (column.Codes.Count > column.Rows / 2 && column.Rows > FewRows)
                column.IsCode = false;
            else if (CodeText.Read(text).TryGet(out var code))
                column.Codes.TryAdd(code, table.Line);
            else
                column.IsCode = false;
        }
    }

    /// <summary>Whether a column holds several codes.</summary>
    public bool IsFound => columns.Exists(column => column.HoldsSeveral);

    /// <summary>Notes the columns that hold several codes.</summary>
    public void Judge(DefectList defects)
    {
        foreach (var column in columns.Where(column => column.HoldsSeveral))
        {
            var (code, line) = column.Codes.ElementAt(1);
            defects.Add(new(line, null, new(
                ReasonCode.UnknownField,
                column.Name,
                SecurityCode.Shown(code),
                $"holds the codes of several shares ({string.Join(", ", column.Codes.Keys.Take(3).Select(SecurityCode.Shown))}); name the column Code, or leave it out")));
        }
    }

    private sealed class Column(int ordinal, string name)
    {
        public int Ordinal { get; } = ordinal;

        public string Name { get; } = name;

        public bool IsCode { get; set; } = true;

        public int Rows { get; set; }

        public Dictionary<string, int> Codes { get; } = new(StringComparer.Ordinal);

        public bool HoldsSeveral => IsCode && Codes.Count > 1;
    }
}
