using Pricing.Proof.Folders;

namespace Pricing.Proof.Packages;

/// <summary>A package on a disk.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Manifest">Its manifest.</param>
public sealed record PackageFolder(string Folder, FolderManifest Manifest)
{
    /// <summary>The name of the folder of papers in it.</summary>
    public const string PapersName = "papers";

    /// <summary>The folder of papers.</summary>
    public string Papers => Path.Combine(Folder, PapersName);
}
