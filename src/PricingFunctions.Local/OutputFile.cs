namespace PricingFunctions.Local;

/// <summary>Files that a command writes.</summary>
internal static class OutputFile
{
    private const int BufferSize = 1 << 16;

    /// <summary>Writes a file that is whole under its name, or not there: what breaks off leaves none that looks whole.</summary>
    /// <param name="folder">Its folder; empty for the working folder.</param>
    /// <param name="write">Writes it; gives its path in that folder, or null where it is not wanted.</param>
    /// <param name="overwrite">Whether one that is there already is written over.</param>
    /// <returns>The path.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static async Task<string?> WriteWholeAsync(string folder, Func<Stream, Task<string?>> write, bool overwrite)
    {
        // Under a name that nobody else has.
        var part = Path.Combine(folder, $".{Guid.NewGuid():N}.part");
        try
        {
            string? path;
            await using (var file = new FileStream(part, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, BufferSize, useAsync: true)) path = await write(file);
            if (path is not null) File.Move(part, path, overwrite);
            return path;
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>Writes files; where one cannot be written, that is said in one line.</summary>
    /// <typeparam name="T">What it brings.</typeparam>
    /// <param name="what">What is written, as the beginning of a sentence.</param>
    /// <param name="write">Writes it.</param>
    /// <exception cref="SetupException">It cannot be written.</exception>
    public static async Task<T> SayAsync<T>(string what, Func<Task<T>> write)
    {
        try
        {
            return await write();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new SetupException($"{what} cannot be written: {refused.Message}", refused);
        }
    }
}
