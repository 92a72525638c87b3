using System.Globalization;
using System.Text.RegularExpressions;
using Pricing.Files.Schemas;

namespace Pricing.Files.Tests;

/// <summary>docs/files.md, read: its examples of fields, its words, and its columns of each kind.</summary>
internal static partial class FilesDocument
{
    private static readonly string[] Lines = ReadLines();

    /// <summary>An example of a field.</summary>
    public sealed record Example(string Type, string Written, string Reading);

    /// <summary>A column of a kind.</summary>
    public sealed record Column(string Name, bool IsRequired, string Type, bool IsPast, IReadOnlyList<string> Names);

    public static IReadOnlyList<Example> Examples { get; } =
    [
        .. Rows("## Fields").Where(row => row.Length == 3 && row[0] is not ("type" or "unit") && !row[2].StartsWith('`'))
            .Select(row => new Example(row[0], Unescaped(Code(row[1])), Unescaped(row[2]))),
    ];

    /// <summary>A unit, how it is written at a number, and the columns where it may stand.</summary>
    public sealed record Unit(string Name, IReadOnlyList<string> Written, IReadOnlyList<string> Columns);

    public static IReadOnlyList<Unit> Units { get; } =
    [
        .. Rows("## Fields").Where(row => row.Length == 3 && row[2].StartsWith('`'))
            .Select(row => new Unit(row[0], Ticks(row[1]), Ticks(row[2]))),
    ];

    public static IReadOnlyDictionary<string, string[]> Words { get; } = Rows("## Fields")
        .Where(row => row.Length == 2 && row[0].StartsWith('`'))
        .ToDictionary(row => Code(row[0]), row => row[1].Split(", ").Select(Code).ToArray());

    public static IReadOnlyList<Column> Columns(FileKind kind) =>
    [
        .. Rows($"### {kind}").Where(row => row.Length == 4 && row[0].StartsWith('`')).Select(row => new Column(
            Code(row[0]),
            row[1] == "required",
            row[2].Split(", ")[0],
            row[2].EndsWith(", past", StringComparison.Ordinal),
            Ticks(row[3]))),
    ];

    public static IReadOnlyList<string> NotUsed(FileKind kind) =>
        Section($"### {kind}").Where(line => line.StartsWith("Not used: ", StringComparison.Ordinal))
            .SelectMany(line => Ticked().Matches(line).Select(match => match.Groups[1].Value)).ToList();

    /// <summary>The word of the document for a type.</summary>
    public static string Word(ColumnType type) => type switch
    {
        ColumnType.NewPerOld => "new per old",
        ColumnType.OldPerNew => "old per new",
        _ => type.ToString().ToLowerInvariant(),
    };

    private static IEnumerable<string[]> Rows(string heading) => Section(heading)
        .Where(line => line.StartsWith('|') && !line.StartsWith("|---", StringComparison.Ordinal))
        .Select(line => line.Trim('|').Split('|').Select(cell => cell.Length < 2 ? "" : cell[1..^1].TrimEnd()).ToArray());

    private static IEnumerable<string> Section(string heading)
    {
        var level = heading.Split(' ')[0];
        return Lines.SkipWhile(line => line != heading).Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal) && !line.StartsWith($"{level} ", StringComparison.Ordinal));
    }

    private static List<string> Ticks(string cell) => [.. Ticked().Matches(cell).Select(match => match.Groups[1].Value)];

    private static string Code(string cell) => cell.Trim('`');

    private static string Unescaped(string text) => Escape().Replace(text, match => match.Value switch
    {
        "\\n" => "\n",
        "\\r" => "\r",
        _ => ((char)ushort.Parse(match.Value.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString(),
    });

    private static string[] ReadLines()
    {
        using var text = new StreamReader(typeof(FilesDocument).Assembly.GetManifestResourceStream("files.md")!);
        return text.ReadToEnd().Split('\n');
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Ticked();

    [GeneratedRegex(@"\\n|\\r|\\u[0-9A-F]{4}")]
    private static partial Regex Escape();
}
