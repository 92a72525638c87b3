using PricingFunctions.Local.Shell;

namespace PricingFunctions.Local.Taking;

/// <summary>Where what is refused of files is written. No file that is there already is written over.</summary>
/// <param name="folder">The folder.</param>
/// <param name="file">The file's name; null where each has its own.</param>
internal sealed class RejectsTarget(string folder, string? file)
{
    /// <summary>The target that the options of a command name.</summary>
    /// <param name="options">The options.</param>
    /// <returns>The target; null where what is refused is not written.</returns>
    /// <exception cref="UnreadableFileException">A file is there already, or two files would go to one place.</exception>
    public static RejectsTarget? Of(TakeOptions options)
    {
        if (options.Rejects is not { } path) return null;

        var target = options.Files.Count > 1 || Directory.Exists(path) || Path.EndsInDirectorySeparator(path)
            ? new RejectsTarget(path, null)
            : new(Path.GetDirectoryName(path) ?? "", Path.GetFileName(path));
        var places = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var place in options.Files.Select(target.Place))
        {
            if (!places.Add(place)) throw new UnreadableFileException(place, "would hold what is refused of two files; take them one by one");
            if (File.Exists(place)) throw new UnreadableFileException(place, "is there already; name another place for what is refused");
        }

        return target;
    }

    /// <summary>Writes what was refused of a file.</summary>
    /// <param name="source">The file that was taken.</param>
    /// <param name="write">Writes it.</param>
    /// <returns>Where it stands.</returns>
    /// <exception cref="SetupException">It cannot be written.</exception>
    public async Task<string> WriteAsync(string source, Func<Stream, Task> write)
    {
        var place = Place(source);
        await OutputFile.SayAsync(place, () =>
        {
            if (folder.Length > 0) Directory.CreateDirectory(folder);
            return OutputFile.WriteWholeAsync(folder, WriteIntoAsync, overwrite: false);
        });
        return place;

        async Task<string?> WriteIntoAsync(Stream stream)
        {
            await write(stream);
            return place;
        }
    }

    private string Place(string source) => Path.Combine(folder, file ?? $"{Path.GetFileNameWithoutExtension(source)}-rejects.csv");
}
