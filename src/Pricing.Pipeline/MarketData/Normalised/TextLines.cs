namespace Pricing.Pipeline.MarketData.Normalised;

/// <summary>Takes the lines of a stored history one after the other; the last one ends with a line feed too.</summary>
/// <param name="content">The bytes.</param>
internal ref struct TextLines(ReadOnlySpan<byte> content)
{
    private readonly ReadOnlySpan<byte> content = content;
    private ReadOnlySpan<byte> rest = content;

    public readonly bool IsEmpty => rest.IsEmpty;

    /// <summary>The number of the line that was taken last, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Takes the next line, which must not be empty.</summary>
    public ReadOnlySpan<byte> Next()
    {
        Number++;
        var end = rest.IndexOf((byte)'\n');
        if (end < 1)
            throw new InvalidDataException("Stored market data break off or hold an empty line.");
        var line = rest[..end];
        rest = rest[(end + 1)..];
        return line;
    }

    /// <summary>Takes the next line whatever it is: empty, or without its end.</summary>
    /// <param name="place">Where it stands, for <see cref="At(Range)"/>.</param>
    public ReadOnlySpan<byte> NextOfAnyKind(out Range place)
    {
        Number++;
        var start = content.Length - rest.Length;
        var end = rest.IndexOf((byte)'\n');
        var line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[(end + 1)..];
        place = start..(start + line.Length);
        return line;
    }

    /// <summary>What stands at a place.</summary>
    /// <param name="place">The place.</param>
    public readonly ReadOnlySpan<byte> At(Range place) => content[place];

    /// <summary>Names the line at which the text cannot be read.</summary>
    /// <param name="damage">What is wrong with it.</param>
    public readonly DamagedTextException At(InvalidDataException damage) => new(Number, damage.Message);

    /// <summary>Takes the first line where it is the given one up to its last word; else it takes nothing.</summary>
    /// <param name="kind">What it must start with.</param>
    /// <param name="last">Its last word.</param>
    public bool TryNextTitle(string kind, out string last)
    {
        last = "";
        var end = rest.IndexOf((byte)'\n');
        var title = System.Text.Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
        if (!title.StartsWith(kind + " ", StringComparison.Ordinal) || title.Length <= kind.Length + 1) return false;

        last = NextTitle(kind);
        return true;
    }

    /// <summary>Takes the first line, which must be the given one up to its last word.</summary>
    public string NextTitle(string kind)
    {
        var line = Next();
        var title = System.Text.Encoding.UTF8.GetString(line);
        return title.StartsWith(kind, StringComparison.Ordinal) && title.Length > kind.Length + 1
            ? title[(kind.Length + 1)..]
            : throw new InvalidDataException($"Stored market data start with '{title}', not with '{kind}'.");
    }
}
