using Pricing.Files.Headers;
using Pricing.Files.Numbers;
using Pricing.Files.Rows;

namespace Pricing.Files.Tables;

/// <summary>
/// Decides what the marks in the numbers of a file mean whose fields are not parted by commas: <c>3,505</c> is 3505 or
/// 3.505, and only another number of its column can tell.
/// </summary>
/// <param name="layout">The columns.</param>
internal sealed class MarkDecision(TableLayout layout)
{
    // The yields of a curve are one column of figures, however many columns they stand in.
    private readonly Evidence[] columns =
    [
        .. layout.NumberOrdinals().Select(ordinal => new Evidence([ordinal])),
        new Evidence([.. layout.Tenors.Select(tenor => tenor.Ordinal)]),
    ];

    /// <summary>Looks at a record.</summary>
    public void Look(IGrid record)
    {
        foreach (var column in columns)
        {
            foreach (var ordinal in column.Ordinals)
            {
                if (column.Known == MarkEvidence.None && ordinal < record.Count)
                    column.Look(ordinal, record);
            }
        }
    }

    /// <summary>States the decision to the layout.</summary>
    /// <returns>A defect for each column that stays undecided.</returns>
    public List<FileDefect> Decide()
    {
        var defects = new List<FileDefect>();
        foreach (var column in columns)
        {
            if (column.Known == MarkEvidence.None && column.Doubt is var (ordinal, line, value))
                defects.Add(Undecided(ordinal, line, value));
            foreach (var place in column.Ordinals)
                layout.Decide(place, column.Known == MarkEvidence.Comma ? DecimalMark.Comma : DecimalMark.Point);
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

    private sealed class Evidence(int[] ordinals)
    {
        public int[] Ordinals { get; } = ordinals;

        public MarkEvidence Known { get; private set; }

        public (int Ordinal, int Line, string Value)? Doubt { get; private set; }

        public void Look(int ordinal, IGrid record)
        {
            var field = record.Field(ordinal);
            var evidence = MarkReading.Of(field);
            if (evidence == MarkEvidence.Ambiguous)
                Doubt ??= (ordinal, record.Line, field.ToString().Trim());
            else
                Known = evidence;
        }
    }
}
