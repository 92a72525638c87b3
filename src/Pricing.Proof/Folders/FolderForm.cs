namespace Pricing.Proof.Folders;

/// <summary>A kind of folder, with the version of its form that this code writes and reads.</summary>
/// <param name="Name">The name of the form, as a manifest states it.</param>
/// <param name="Kind">What it is, for people.</param>
/// <param name="Apart">The folder in it whose files are not in the manifest, since their names are their hashes; null where all are in it.</param>
public sealed record FolderForm(string Name, string Kind, string? Apart)
{
    /// <summary>The evidence package of an issuer.</summary>
    public static FolderForm Package { get; } = new("folder 2", "evidence package", null);

    /// <summary>The backup of a storage.</summary>
    public static FolderForm Backup { get; } = new("backup 1", "backup", "content");

    /// <summary>Whether a file belongs into the manifest.</summary>
    /// <param name="path">Its path in the folder, with forward slashes.</param>
    internal bool IsListed(string path) =>
        path != FolderManifest.FileName && (Apart is null || !path.StartsWith($"{Apart}/", StringComparison.Ordinal));
}
