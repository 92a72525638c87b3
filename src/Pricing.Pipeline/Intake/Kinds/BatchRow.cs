using Pricing.Files.Fields;

namespace Pricing.Pipeline.Intake.Kinds;

/// <summary>One row of a batch, kept after the file has moved on.</summary>
/// <param name="Line">The line on which it begins; of objects that share a line, counted on from it.</param>
/// <param name="Fields">
/// Its fields by the names of their columns, each as <see cref="FieldReader.Plain"/> writes it; a blank one is not there.
/// </param>
public sealed record BatchRow(int Line, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>The line by which a row is known: that on which it begins, of objects that share one counted on from it.</summary>
    /// <param name="before">The line of the row before; 0 for none.</param>
    /// <param name="begins">The line on which it begins.</param>
    internal static int LineAfter(int before, int begins) => Math.Max(begins, before + 1);

    /// <summary>The row on which a table stands.</summary>
    /// <param name="line">Its line.</param>
    /// <param name="fields">Its fields.</param>
    internal static BatchRow Of(int line, FieldReader fields)
    {
        var plain = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in fields.Schema.Columns)
        {
            if (fields.Plain(column) is { } text) plain.Add(column.Name, text);
        }

        return new(line, plain);
    }
}
