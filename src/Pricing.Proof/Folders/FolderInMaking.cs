namespace Pricing.Proof.Folders;

/// <summary>A folder that is made beside the place where it goes, so that there is a whole one or nothing; what was not finished is removed.</summary>
/// <param name="folder">Where it goes: a folder that is empty or not there.</param>
internal sealed class FolderInMaking(string folder) : IDisposable
{
    // Behind a slash, what is under way would be within it.
    private readonly string target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
    private readonly string ending = $".{Guid.NewGuid():N}.part";

    /// <summary>Where it is until it is finished.</summary>
    public string Partial => target + ending;

    /// <summary>Puts it where it goes.</summary>
    public void Finish()
    {
        if (Directory.Exists(target)) Directory.Delete(target);
        Directory.Move(Partial, target);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(Partial)) Directory.Delete(Partial, recursive: true);
    }
}
