using System.Text;

namespace PricingFunctions.Local.Azurite;

/// <summary>
/// A data folder in the hands of one process, which has the folder's id meanwhile: the same one whenever Azurite is started
/// on it again. Two Azurites on one folder would write over each other's data.
/// </summary>
internal sealed class FolderHold : IDisposable
{
    private const string FileName = "host-id";

    private readonly FileStream file;

    private FolderHold(string id, FileStream file) => (Id, this.file) = (id, file);

    /// <summary>The folder's id: 32 hexadecimal digits.</summary>
    public string Id { get; }

    /// <summary>Takes a folder; its end, or the end of the process, gives it back.</summary>
    /// <param name="folder">The folder; it is there and can be written.</param>
    /// <exception cref="SetupException">Another process has it, or its id is somebody else's file.</exception>
    public static FolderHold Take(string folder)
    {
        FileStream file;
        try
        {
            file = new(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException held)
        {
            throw new SetupException(
                $"The folder {folder} is that of another host, which is running; choose another one with --data.", held);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new SetupException(
                $"The file {FileName} in {folder} cannot be opened ({refused.Message}); run this as its owner, or choose another folder with --data.", refused);
        }

        using var reader = new StreamReader(file, Encoding.ASCII, leaveOpen: true);
        var id = reader.ReadToEnd();
        if (!Guid.TryParseExact(id, "N", out _))
        {
            id = Guid.NewGuid().ToString("N");
            file.SetLength(0);
            file.Write(Encoding.ASCII.GetBytes(id));
            file.Flush(flushToDisk: true);
        }

        return new(id, file);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
