using System.Text.Json;
using Pricing.Files.Fields;
using Pricing.Files.Numbers;
using Pricing.Files.Schemas;

namespace Pricing.Files.Json;

/// <summary>The values of one object, by column.</summary>
/// <param name="schema">The columns.</param>
internal sealed class JsonFields(TableSchema schema)
{
    /// <summary>Why a second value of a column is refused.</summary>
    public const string Twice = "is there twice; keep one";

    private readonly (int Start, int Length)[] values = new (int, int)[schema.Columns.Count];
    private readonly (int Start, int Length)?[] lastResorts = new (int, int)?[schema.Columns.Count];
    private readonly bool[] hasTwoLastResorts = new bool[schema.Columns.Count];
    private readonly bool[] isThere = new bool[schema.Columns.Count];
    private readonly NameUnit?[] units = new NameUnit?[schema.Columns.Count];
    private readonly List<(decimal Years, string Name, int Start, int Length)> tenors = [];
    private readonly HashSet<decimal> tenorYears = [];
    private char[] text = new char[1024];
    private int length;

    /// <summary>Whether no value holds anything.</summary>
    public bool AreBlank { get; private set; } = true;

    public int TenorCount => tenors.Count;

    public void Clear()
    {
        Array.Clear(values);
        Array.Clear(lastResorts);
        Array.Clear(hasTwoLastResorts);
        Array.Clear(isThere);
        Array.Clear(units);
        tenors.Clear();
        tenorYears.Clear();
        length = 0;
        AreBlank = true;
    }

    public ReadOnlySpan<char> Text(int column) => text.AsSpan(values[column].Start, values[column].Length);

    public NumberForm Form(int column) => ColumnForms.Of(schema.Columns[column], DecimalMark.Point, units[column] is { IsPercent: true });

    public NumberUnit UnitInName(int column) => units[column]?.Of ?? NumberUnit.None;

    public bool Multiplies(int column) => units[column] is { Multiplies: true };

    public (decimal Years, string Name) Tenor(int index) => (tenors[index].Years, tenors[index].Name);

    public ReadOnlySpan<char> TenorText(int index) => text.AsSpan(tenors[index].Start, tenors[index].Length);

    /// <summary>Whether a name of the column is there, whatever its value.</summary>
    public bool Has(int column) => isThere[column] || lastResorts[column] is not null;

    /// <summary>Takes the value that the reader stands on.</summary>
    public bool TryTake(ref Utf8JsonReader reader, NameUse use, string name, out string reason)
    {
        reason = Twice;
        if (!TryCopy(ref reader, out var value))
        {
            reason = "holds an escape that is half a character";
            return false;
        }

        AreBlank &= text.AsSpan(value.Start, value.Length).IsWhiteSpace();
        if (use.Tenor is { } years)
        {
            if (!tenorYears.Add(years))
                return false;
            tenors.Add((years, name, value.Start, value.Length));
            return true;
        }

        var column = use.Column!.Index;
        if (use.IsLastResort)
        {
            hasTwoLastResorts[column] |= lastResorts[column] is not null;
            lastResorts[column] = value;
            return true;
        }

        if (isThere[column])
            return false;
        isThere[column] = true;
        units[column] = use.Unit;
        values[column] = value;
        return true;
    }

    /// <summary>Price is the close where no Close stands beside it.</summary>
    /// <returns>The column for which it is there twice; null for none.</returns>
    public TableColumn? TakeLastResorts()
    {
        TableColumn? twice = null;
        for (var column = 0; column < values.Length; column++)
        {
            if (isThere[column] || lastResorts[column] is not { } value)
                continue;
            values[column] = value;
            if (hasTwoLastResorts[column])
                twice = schema.Columns[column];
        }

        return twice;
    }

    private bool TryCopy(ref Utf8JsonReader reader, out (int Start, int Length) value)
    {
        value = (length, 0);
        if (reader.TokenType == JsonTokenType.Null)
            return true;
        var longest = reader.ValueSpan.Length;
        if (text.Length - length < longest)
            Array.Resize(ref text, Math.Max(2 * text.Length, length + longest));
        try
        {
            value.Length = reader.TokenType == JsonTokenType.String
                ? reader.CopyString(text.AsSpan(length))
                : System.Text.Encoding.UTF8.GetChars(reader.ValueSpan, text.AsSpan(length));
        }
        catch (InvalidOperationException)
        {
            return false;
        }

        length += value.Length;
        return true;
    }
}
