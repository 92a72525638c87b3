using System.IO.Compression;
using Pricing.Proof.Folders;

namespace Pricing.Proof.Packages;

/// <summary>A package as one file: a ZIP with the same names, and the manifest at its top.</summary>
public static class PackageArchive
{
    /// <summary>The media type.</summary>
    public const string MediaType = "application/zip";

    /// <summary>Moves a package from its folder into an archive, file after file, so that the disk holds it once.</summary>
    /// <param name="folder">The folder, of which nothing is left that the manifest names.</param>
    /// <param name="manifest">The manifest that lies in it.</param>
    /// <param name="target">Where the archive goes: what can be searched; it is left open.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task MoveAsync(string folder, FolderManifest manifest, Stream target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        await using var archive = await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        foreach (var name in manifest.Files.Keys.Prepend(FolderManifest.FileName))
        {
            var path = Path.Combine(folder, name);
            var entry = archive.CreateEntry(name, CompressionLevel.Fastest);
            entry.LastWriteTime = manifest.MadeAt;
            await using (var content = File.OpenRead(path))
            await using (var packed = await entry.OpenAsync(cancellationToken))
                await content.CopyToAsync(packed, cancellationToken);
            File.Delete(path);
        }
    }
}
