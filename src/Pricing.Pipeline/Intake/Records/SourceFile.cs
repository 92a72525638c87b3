using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.Intake.Records;

/// <summary>
/// Which taking-in of a file a stored figure came from. The same bytes may come several times, from several people; the source of a
/// figure names the file and, behind a <c>#</c>, what the key of the attempt says beside the hash.
/// </summary>
public static class SourceFile
{
    private const char Separator = '#';
    private const int LongestName = 1024;

    /// <summary>What a source says was asked for: the name of the file, escaped, and the attempt.</summary>
    /// <param name="record">The attempt.</param>
    public static string RequestOf(FileRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);

        // A Japanese name may be nine times as long escaped, and a header has an end. The file's record holds it whole.
        var name = Uri.EscapeDataString(record.Name);
        return $"{(name.Length <= LongestName ? name : name[..LongestName])}{Separator}{record.Key[(record.Sha256.Length + 1)..]}";
    }

    /// <summary>The key of the attempt that a source names.</summary>
    /// <param name="source">The source, a file.</param>
    /// <returns>The key; null in sources from before they named it.</returns>
    public static string? KeyOf(DataSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Request.LastIndexOf(Separator) is >= 0 and var at ? $"{source.Sha256}-{source.Request[(at + 1)..]}" : null;
    }

    /// <summary>The attempts that may have brought what a source names.</summary>
    /// <param name="records">The attempts at all files.</param>
    /// <param name="source">The source, a file.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>
    /// The one that it names; of a source from before they named it all attempts at the same bytes, that which came last first. None where
    /// no record is there.
    /// </returns>
    public static async Task<IReadOnlyList<FileRecord>> TakenAsync(
        this FileRecords records, DataSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(records);
        if (KeyOf(source) is not { } key) return await records.RecentAsync(source.Sha256, cancellationToken);

        return await records.FindAsync(key, cancellationToken) is { } record ? [record] : [];
    }
}
