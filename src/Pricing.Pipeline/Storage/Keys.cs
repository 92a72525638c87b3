using System.Globalization;

namespace Pricing.Pipeline.Storage;

/// <summary>
/// The keys of the tables. Dates and versions count down, so that the newest stands first in a partition.
/// </summary>
public static class Keys
{
    private const int LastDate = 9999_12_31;
    private const int LastVersion = 999_999;
    private const int VersionDigits = 6;

    /// <summary>The prefix of rows that belong to no single grant; it sorts before every grant.</summary>
    public const string Shared = "!";

    /// <summary>The character after every separator: an exclusive upper end for a prefix.</summary>
    private const char AfterSeparator = '}';

    /// <summary>The partition of an issuer's grants and values.</summary>
    /// <param name="issuer">The issuer.</param>
    /// <param name="bucket">The bucket, from 0.</param>
    public static string Partition(string issuer, int bucket) =>
        string.Create(CultureInfo.InvariantCulture, $"{KeyText.Encode(issuer)}|{bucket:D2}");

    /// <summary>The row of one value of a grant.</summary>
    /// <param name="grantId">The grant.</param>
    /// <param name="measurementDate">The measurement date.</param>
    /// <param name="version">The value's version for that date, from 1.</param>
    public static string Value(string grantId, DateOnly measurementDate, int version) =>
        $"{KeyText.Encode(grantId)}|{Inverted(measurementDate)}|{Inverted(version)}";

    /// <summary>The row that heads one transaction of a run: its shared facts and the number of values.</summary>
    /// <param name="date">The run's business date.</param>
    /// <param name="version">The run's version, from 1.</param>
    /// <param name="chunk">The chunk's index in the plan, from 0.</param>
    /// <param name="part">The transaction's index in the chunk, from 0.</param>
    public static string ChunkHead(DateOnly date, int version, int chunk, int part) =>
        string.Create(CultureInfo.InvariantCulture, $"{RunHeads(date, version)}{chunk:D6}|{part:D3}");

    /// <summary>The prefix of the heads of a run.</summary>
    /// <param name="date">The run's business date.</param>
    /// <param name="version">The run's version.</param>
    public static string RunHeads(DateOnly date, int version) => $"{Shared}|{Inverted(date)}|{Inverted(version)}|";

    /// <summary>A date in a key, as <see cref="DateText"/> writes it.</summary>
    /// <param name="date">The date.</param>
    public static string Date(DateOnly date) => DateText.Of(date);

    /// <summary>A date that sorts newest first: 99991231 - yyyyMMdd.</summary>
    /// <param name="date">The date.</param>
    public static string Inverted(DateOnly date) =>
        (LastDate - ((date.Year * 10000) + (date.Month * 100) + date.Day)).ToString("D8", CultureInfo.InvariantCulture);

    /// <summary>A version that sorts highest first: 999999 - version.</summary>
    /// <param name="version">The version, 1 to 999,999.</param>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public static string Inverted(int version)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(version, LastVersion);
        return (LastVersion - version).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>Whether a text is one that <see cref="Inverted(int)"/> makes.</summary>
    /// <param name="key">The text.</param>
    public static bool IsVersion(string key) =>
        key.Length == VersionDigits && key.All(char.IsAsciiDigit) && Version(key) > 0;

    /// <summary>The date that a key made by <see cref="Inverted(DateOnly)"/> stands for; null where it stands for none.</summary>
    /// <param name="key">The key.</param>
    public static DateOnly? DateOf(string key) =>
        int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var inverted)
        && DateOnly.TryParseExact(
            (LastDate - inverted).ToString("D8", CultureInfo.InvariantCulture), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;

    /// <summary>The version that a key made by <see cref="Inverted(int)"/> stands for.</summary>
    /// <param name="key">The key.</param>
    public static int Version(string key) => LastVersion - int.Parse(key, CultureInfo.InvariantCulture);

    /// <summary>The exclusive upper end of all keys that start with a prefix ending in a separator.</summary>
    /// <param name="prefix">The prefix, ending in <c>|</c>.</param>
    public static string End(string prefix) => prefix[..^1] + AfterSeparator;
}
