using Pricing.Files.Fields;
using Pricing.Files.Headers;
using Pricing.Files.Rows;

namespace Pricing.Files.Tables;

/// <summary>
/// Decides what the marks in the numbers of a file mean whose fields are not parted by commas: <c>3,505</c> is 3505 or
/// 3.505, and only another number of its column can tell.
/// </summary>
/// <param name="layout">The columns.</param>
internal sealed class MarkDecision(TableLayout layout)
{
    private readonly Evidence[] columns = [.. layout.NumberOrdinals().Distinct().Select(ordinal => new Evidence(ordinal))];

    /// <summary>Looks at a record.</summary>
    public void Look(IGrid record)
    {
        foreach (var column in columns)
        {
            if (column.Known != MarkEvidence.None || column.Ordinal >= record.Count)
                continue;
            var field = record.Field(column.Ordinal);
            var evidence = MarkReading.Of(field);
            if (evidence == MarkEvidence.Ambiguous)
                column.Doubt ??= (record.Line, field.ToString().Trim());
            else
                column.Known = evidence;
        }
    }

    /// <summary>States the decision to the layout.</summary>
    /// <returns>A defect for each column that stays undecided.</returns>
    public List<FileDefect> Decide()
    {
        var defects = new List<FileDefect>();
        foreach (var column in columns)
        {
            if (column.Known == MarkEvidence.None && column.Doubt is var (line, value))
                defects.Add(Undecided(column.Ordinal, line, value));
            else
                layout.Decide(column.Ordinal, column.Known == MarkEvidence.Comma ? DecimalMark.Comma : DecimalMark.Point);
        }

        return defects;
    }

    private FileDefect Undecided(int ordinal, int line, string value)
    {
        var name = layout.Names[ordinal].Trim();
        var thousands = value.Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
        var decimals = value.Replace(',', '.');
        return FileDefect.OfFile(
            name, value, $"can be read as {thousands} or as {decimals}, and no other number of the column tells which; write the number without a mark for thousands, or with four decimals", line);
    }

    private sealed class Evidence(int ordinal)
    {
        public int Ordinal { get; } = ordinal;

        public MarkEvidence Known { get; set; }

        public (int Line, string Value)? Doubt { get; set; }
    }
}
