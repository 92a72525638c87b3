namespace Testing;

/// <summary>An empty folder that is deleted with everything in it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>The absolute path.</summary>
    public string FullPath { get; } = Directory.CreateTempSubdirectory("pricing-").FullName;

    /// <summary>Writes a file.</summary>
    /// <param name="name">The name, with <c>/</c> between folders.</param>
    /// <param name="content">The text, in UTF-8 without a byte order mark.</param>
    /// <returns>The absolute path.</returns>
    public string Write(string name, string content)
    {
        var path = Path.Combine(FullPath, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
