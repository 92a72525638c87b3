using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Pricing.Proof.Packages;

/// <summary>
/// What a paper says, by its parts: a workbook is an archive, all others are one text. The time at which an archive was put together, which
/// its format states beside what the paper says, is left out.
/// </summary>
internal static partial class PaperParts
{
    private const string Workbook = ".xlsx";
    private const string Properties = "docProps/core.xml";
    private const int MostShown = 120;

    // The times that are left out, the names of releases, and what is shown of a difference.
    private const int MostBeside = 4096;

    /// <summary>The parts of a paper.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="content">Its content.</param>
    /// <param name="like">The parts of the paper that it must be: of one that is longer no more is unpacked than shows that; null for all.</param>
    /// <exception cref="InvalidDataException">It is no archive, and must be one, or holds two entries of one name.</exception>
    public static SortedDictionary<string, string> Of(string name, byte[] content, SortedDictionary<string, string>? like = null)
    {
        var parts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (!name.EndsWith(Workbook, StringComparison.Ordinal))
        {
            parts[""] = Encoding.UTF8.GetString(content);
            return parts;
        }

        using var archive = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
        foreach (var entry in archive.Entries)
        {
            using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
            var text = like is null ? reader.ReadToEnd() : Beginning(reader, like.GetValueOrDefault(entry.FullName, "").Length + MostBeside);
            if (!parts.TryAdd(entry.FullName, entry.FullName == Properties ? Instant().Replace(text, "") : text))
                throw new InvalidDataException($"{name} holds {entry.FullName} twice");
        }

        return parts;
    }

    /// <summary>The first place at which two papers differ.</summary>
    /// <param name="stated">The parts of one.</param>
    /// <param name="found">The parts of the other.</param>
    /// <returns>The part, and what stands at the place in each; null where they say the same.</returns>
    public static (string Part, string Stated, string Found)? Difference(
        SortedDictionary<string, string> stated, SortedDictionary<string, string> found)
    {
        foreach (var part in stated.Keys.Union(found.Keys))
        {
            var (one, other) = (stated.GetValueOrDefault(part, ""), found.GetValueOrDefault(part, ""));
            if (one == other) continue;

            var same = one.AsSpan().CommonPrefixLength(other);
            return (part, At(one, same), At(other, same));
        }

        return null;
    }

    /// <summary>The text in which a report says when it was made, and by which release; empty where it has none.</summary>
    /// <param name="report">The report.</param>
    public static string FooterOf(string report) => WebUtility.HtmlDecode(Footer().Match(report).Groups[1].Value).Trim();

    private static string Beginning(StreamReader reader, int most)
    {
        var text = new char[most];
        return new(text, 0, reader.ReadBlock(text));
    }

    [GeneratedRegex("<footer>([^<]*)</footer>")]
    private static partial Regex Footer();

    [GeneratedRegex(@"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z")]
    private static partial Regex Instant();

    /// <summary>What stands around a place between two marks.</summary>
    private static string At(string text, int place)
    {
        var begin = place == 0 ? 0 : text.LastIndexOf('>', Math.Min(place, text.Length) - 1) + 1;
        var end = place < text.Length ? text.IndexOf('<', place) : text.Length;
        return WebUtility.HtmlDecode(text[begin..Math.Min(end < 0 ? text.Length : Math.Max(end, begin), begin + MostShown)]).Trim();
    }
}
