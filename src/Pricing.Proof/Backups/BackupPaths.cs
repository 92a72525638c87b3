using Pricing.Proof.Folders;

namespace Pricing.Proof.Backups;

/// <summary>
/// Where things are in a backup: <c>tables/NAME.ndjson</c>, <c>blobs/CONTAINER.ndjson</c>, and the bytes of blobs by their hash, in
/// <c>content/AB/</c>: a name of a blob may be what no path can be, or the same as another's but for its case.
/// </summary>
/// <param name="folder">The folder.</param>
internal readonly struct BackupPaths(string folder)
{
    private const string Tables = "tables";
    private const string Blobs = "blobs";

    /// <summary>The name of a table's rows in the folder, with forward slashes.</summary>
    /// <param name="table">The table.</param>
    public static string NameOfRows(string table) => $"{Tables}/{table}.ndjson";

    /// <summary>The name of a container's list in the folder, with forward slashes.</summary>
    /// <param name="container">The container.</param>
    public static string NameOfList(string container) => $"{Blobs}/{container}.ndjson";

    /// <summary>The name of a content in the folder, with forward slashes.</summary>
    /// <param name="sha256">Its hash.</param>
    public static string NameOfContent(string sha256) => $"{FolderForm.Backup.Apart}/{sha256[..2]}/{sha256}";

    /// <summary>A file in the folder.</summary>
    /// <param name="name">Its name, with forward slashes.</param>
    public string Of(string name) => Path.Combine(folder, name);

    /// <summary>Makes the folders.</summary>
    public void Make()
    {
        foreach (var part in new[] { Tables, Blobs, FolderForm.Backup.Apart! }) Directory.CreateDirectory(Path.Combine(folder, part));
    }
}
