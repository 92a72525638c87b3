namespace Pricing.Pipeline.MarketData.Normalised;

/// <summary>Takes the lines of a stored history one after the other; the last one ends with a line feed too.</summary>
/// <param name="content">The bytes.</param>
internal ref struct TextLines(ReadOnlySpan<byte> content)
{
    private ReadOnlySpan<byte> rest = content;

    public readonly bool IsEmpty => rest.IsEmpty;

    /// <summary>Takes the next line, which must not be empty.</summary>
    public ReadOnlySpan<byte> Next()
    {
        var end = rest.IndexOf((byte)'\n');
        if (end < 1)
            throw new InvalidDataException("Stored market data break off or hold an empty line.");
        var line = rest[..end];
        rest = rest[(end + 1)..];
        return line;
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
