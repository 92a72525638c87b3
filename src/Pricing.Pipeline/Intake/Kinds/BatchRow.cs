using System.Globalization;
using System.Runtime.CompilerServices;
using Pricing.Files.Fields;

namespace Pricing.Pipeline.Intake.Kinds;

/// <summary>
/// One row of a batch, kept after the file has moved on: its fields in one text, since many rows wait for their turn, and few of them
/// are asked for a field again.
/// </summary>
public sealed class BatchRow
{
    private const int UsualLength = 512;

    private readonly string text;
    private readonly (string Name, int End)[] fields;

    /// <summary>Keeps a row.</summary>
    /// <param name="line">The line on which it begins; of objects that share a line, counted on from it.</param>
    /// <param name="fields">
    /// Its fields by the names of their columns, each as <see cref="FieldReader.Plain"/> writes it; a blank one is not there.
    /// </param>
    public BatchRow(int line, IEnumerable<KeyValuePair<string, string>> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var all = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[UsualLength]);
        var ends = new List<(string Name, int End)>();
        var end = 0;
        foreach (var (name, value) in fields)
        {
            all.AppendLiteral(value);
            ends.Add((name, end += value.Length));
        }

        (Line, text, this.fields) = (line, all.ToStringAndClear(), [.. ends]);
    }

    /// <summary>The line on which it begins; of objects that share a line, counted on from it.</summary>
    public int Line { get; }

    /// <summary>All its fields by the names of their columns; a blank one is not there.</summary>
    public IReadOnlyDictionary<string, string> ToFields() =>
        fields.ToDictionary(one => one.Name, one => Text(one.Name)!, StringComparer.Ordinal);

    /// <summary>A field.</summary>
    /// <param name="name">The name of its column.</param>
    /// <returns>The text; null where it is blank.</returns>
    public string? Text(string name)
    {
        var begin = 0;
        foreach (var (column, end) in fields)
        {
            if (column == name) return text[begin..end];
            begin = end;
        }

        return null;
    }

    /// <summary>The line by which a row is known: that on which it begins, of objects that share one counted on from it.</summary>
    /// <param name="before">The line of the row before; 0 for none.</param>
    /// <param name="begins">The line on which it begins.</param>
    internal static int LineAfter(int before, int begins) => Math.Max(begins, before + 1);

    /// <summary>The row on which a table stands.</summary>
    /// <param name="line">Its line.</param>
    /// <param name="fields">Its fields.</param>
    internal static BatchRow Of(int line, FieldReader fields) => new(line, PlainOf(fields));

    private static IEnumerable<KeyValuePair<string, string>> PlainOf(FieldReader fields)
    {
        foreach (var column in fields.Schema.Columns)
        {
            if (fields.Plain(column) is { } plain) yield return new(column.Name, plain);
        }
    }
}
