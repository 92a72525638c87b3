namespace Pricing.Pipeline.Files;

/// <summary>The columns of a file, found by name: case, blanks and underscores do not count.</summary>
internal sealed class CsvColumns
{
    private readonly List<string> header;
    private readonly List<string> names;

    /// <summary>The failure of a file that nobody can tell the share of.</summary>
    public static Failure NamesNoShare { get; } = new(
        ReasonCode.FeedMalformed, "header", "", "no column Code, and the file's name and metadata name no code");

    private CsvColumns(List<string> header, List<string> names) => (this.header, this.names) = (header, names);

    /// <summary>Reads the header.</summary>
    /// <param name="header">The names as written.</param>
    /// <returns>The columns; <see cref="ReasonCode.FeedMalformed"/> where a name stands twice.</returns>
    public static Outcome<CsvColumns> Of(List<string> header)
    {
        var names = header.Select(Plain).ToList();
        var twice = names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        return twice is null
            ? new CsvColumns(header, names)
            : new Failure(ReasonCode.FeedMalformed, "header", twice.Key, "the header names a column twice");
    }

    /// <summary>The place of the first column with one of the names; -1 where there is none.</summary>
    /// <param name="wanted">The names, in small letters without blanks.</param>
    public int Find(params IReadOnlyCollection<string> wanted) => names.FindIndex(wanted.Contains);

    /// <summary>Whether there is a column of the name.</summary>
    /// <param name="name">The name, in small letters without blanks.</param>
    public bool Has(string name) => names.Contains(name);

    /// <summary>The failure of a header without a column that is needed.</summary>
    /// <param name="needed">What is needed.</param>
    public Failure Lacks(string needed) =>
        new(ReasonCode.FeedMalformed, "header", string.Join(',', header), $"the header needs the columns {needed}");

    /// <summary>A name as it is compared: in small letters, without blanks and underscores.</summary>
    /// <param name="name">The name as written.</param>
    public static string Plain(string name) =>
        string.Concat(name.Where(character => character is not ('_' or ' '))).ToLowerInvariant();
}
