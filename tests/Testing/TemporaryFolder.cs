namespace Testing;

/// <summary>An empty folder that is deleted with everything in it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

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

    /// <summary>Deletes it, once a storage emulator whose host was ended has written its last file.</summary>
    /// <exception cref="IOException">After 30 s something still writes.</exception>
    public void Dispose()
    {
        if (!SpinWait.SpinUntil(IsDeleted, Patience)) Directory.Delete(FullPath, recursive: true);
    }

    private bool IsDeleted()
    {
        try
        {
            Directory.Delete(FullPath, recursive: true);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return !Directory.Exists(FullPath);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
