using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Testing.InMemory;

namespace Soak.Crashes;

/// <summary>Compares what two runs stored, to the byte but for a list of exceptions.</summary>
internal static class StoredDifferences
{
    private const int Shown = 160;
    private const string Whole = "";
    private const string WithoutTable = "A run whose table could not be made completes without it; it is made where it is first asked for.";
    private const string LaterRound = "A file that could not be taken in is tried again later: the time at which it was.";

    /// <summary>What may differ, and why.</summary>
    public static IReadOnlyList<(string Place, string What, string Why)> Exceptions { get; } =
    [
        ("^grants\\(", "StoredAt", LaterRound),
        ("^ledger\\((file|batch);", "receivedAt|finishedAt", LaterRound),
        ("^grant-batch-reports/.*/report.json$", "\"(receivedAt|finishedAt)\":\"[^\"]*\"", LaterRound),
        ("^raw-market-data/", "time", LaterRound),
        ("^market-data/", " \\d{8}T\\d{6}Z (received|synthetic) file ", LaterRound),
        ("^runs\\(", "columns", WithoutTable),
        ("^runs/.*/run.json$", "\"columns\":\"[^\"]*\"", WithoutTable),
        ("/values.parquet$", Whole, WithoutTable),
        ("^ledger\\(held;", Whole, WithoutTable),
        ("@", Whole, "A process that ends while it reads a dropped file leaves the snapshot that it read; nothing reads it again."),
    ];

    /// <summary>What differs.</summary>
    /// <param name="expected">What the undisturbed run stored.</param>
    /// <param name="actual">What the other stored.</param>
    public static IReadOnlyList<string> Between(IReadOnlyList<StoredItem> expected, IReadOnlyList<StoredItem> actual)
    {
        var there = actual.ToDictionary(item => item.Place, StringComparer.Ordinal);
        var found = new List<string>();
        foreach (var item in expected)
        {
            if (!there.Remove(item.Place, out var other))
            {
                if (!MayBeAway(item.Place)) found.Add($"missing: {item.Place}");
            }
            else if (Difference(item, other) is { } difference) found.Add($"{item.Place}: {difference}");
        }

        return [.. found, .. there.Keys.Where(place => !MayBeAway(place)).Select(place => $"too much: {place}")];
    }

    private static bool MayBeAway(string place) => Exceptions.Any(one => one.What == Whole && Regex.IsMatch(place, one.Place));

    private static string? Difference(StoredItem expected, StoredItem actual)
    {
        var columns = expected.Columns.Keys.Union(actual.Columns.Keys)
            .Where(column => expected.Columns.GetValueOrDefault(column) != actual.Columns.GetValueOrDefault(column))
            .Where(column => !Exceptions.Any(one => Regex.IsMatch(expected.Place, one.Place) && Regex.IsMatch(column, $"^({one.What})$")))
            .Select(column => $"{column} is {actual.Columns.GetValueOrDefault(column)} and not {expected.Columns.GetValueOrDefault(column)}")
            .ToList();
        if (columns.Count > 0) return string.Join("; ", columns);
        if (expected.Content.Span.SequenceEqual(actual.Content.Span)) return null;

        var (one, other) = (Text(expected), Text(actual));
        foreach (var exception in Exceptions.Where(one => Regex.IsMatch(expected.Place, one.Place)))
            (one, other) = (Regex.Replace(one, exception.What, ""), Regex.Replace(other, exception.What, ""));
        if (one == other) return null;

        var at = one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
        var from = Math.Max(0, at - 40);
        return $"…{Cut(other, from)} and not …{Cut(one, from)}";
    }

    private static string Cut(string text, int from) => text[Math.Min(from, text.Length)..Math.Min(from + Shown, text.Length)].ReplaceLineEndings("⏎");

    private static string Text(StoredItem item)
    {
        if (!item.Place.EndsWith(".gz", StringComparison.Ordinal)) return Encoding.UTF8.GetString(item.Content.Span);
        using var packed = new MemoryStream(item.Content.ToArray());
        using var content = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        return content.ReadToEnd();
    }
}
