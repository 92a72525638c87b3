using Pricing.Files;

namespace PricingFunctions.Local.Shell;

/// <summary>A file that a command reads.</summary>
internal static class InputFile
{
    private const int BufferSize = 1 << 16;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file as the user named it.</param>
    /// <exception cref="UnreadableFileException">It is not there, or cannot be opened.</exception>
    public static FileStream Open(string path)
    {
        if (string.IsNullOrWhiteSpace(path)) throw new UnreadableFileException("FILE:", "is empty; state a file");
        if (Directory.Exists(path)) throw new UnreadableFileException(path, "is a folder; name a file");
        try
        {
            FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, useAsync: true);
            if (file.CanSeek) return file;

            file.Dispose();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UnreadableFileException(path, "is not there");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UnreadableFileException(path, $"cannot be opened: {exception.Message}");
        }

        throw new UnreadableFileException(path, "is a pipe; a file is looked at before it is read, so name a file");
    }

    /// <summary>Says what was read otherwise than it stands there: to standard error, since standard output is data.</summary>
    /// <param name="path">The file as the user named it.</param>
    /// <param name="notices">What there is to say.</param>
    public static async Task SayAsync(string path, IEnumerable<string> notices)
    {
        foreach (var notice in notices)
            await Console.Error.WriteLineAsync($"{path}: {notice}");
    }

    /// <summary>The failure of a file that has defects.</summary>
    /// <param name="path">The file as the user named it.</param>
    /// <param name="defects">What is wrong; at least one.</param>
    public static UnreadableFileException Unreadable(string path, IEnumerable<FileDefect> defects) =>
        new(path, $"cannot be read: {string.Join(Environment.NewLine, defects)}");
}
