namespace PricingFunctions.Local.Azurite;

/// <summary>
/// The folder in which Azurite keeps its data: an index for each service, and the contents in files beside them. Azurite
/// takes an index that is empty for a fresh start, and answers with half a body where contents are gone.
/// </summary>
/// <param name="folder">The folder, absolute.</param>
internal sealed class AzuriteData(string folder)
{
    private const int BytesToTry = 1 << 16;

    private static readonly (string Index, string Extents, string Contents)[] Stores =
    [
        ("__azurite_db_blob__.json", "__azurite_db_blob_extent__.json", "__blobstorage__"),
        ("__azurite_db_queue__.json", "__azurite_db_queue_extent__.json", "__queuestorage__"),
    ];

    private static readonly string[] Files =
        [.. Stores.SelectMany(store => new[] { store.Index, store.Extents }), "__azurite_db_table__.json"];

    private bool HoldsData => Files.Any(name => File.Exists(PathOf(name)));

    /// <summary>Makes the folder where it is not there, looks whether it can be used, and takes it.</summary>
    /// <param name="cancellationToken">Stops the looking.</param>
    /// <returns>The folder in this process's hands.</returns>
    /// <exception cref="SetupException">
    /// It cannot be made or written, another process has it, or what is in it is damaged.
    /// </exception>
    public async Task<FolderHold> TakeAsync(CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new SetupException($"The folder {folder} cannot be made ({FirstLine(refused)}); choose another one with --data.");
        }

        if (Unwritable() is { } reason) throw new SetupException(reason);

        var hold = FolderHold.Take(folder);
        try
        {
            return await DefectAsync(cancellationToken) is { } defect ? throw new SetupException(Damaged(defect)) : hold;
        }
        catch
        {
            hold.Dispose();
            throw;
        }
    }

    /// <summary>Why there is nothing to read in the folder; null where it holds data. Nothing is made.</summary>
    public string? Missing() => !Directory.Exists(folder) ? $"There is no data folder {folder}; name it with --data."
        : HoldsData ? null
        : $"The folder {folder} holds no data; name the data folder with --data.";

    /// <summary>Why nothing can be written to the folder; null where it can.</summary>
    public string? Unwritable()
    {
        try
        {
            using var file = new FileStream(
                Path.Combine(folder, $".written-by-{Environment.ProcessId}"),
                FileMode.Create,
                FileAccess.Write,
                FileShare.None,
                BytesToTry,
                FileOptions.DeleteOnClose);
            file.Write(new byte[BytesToTry]);
            file.Flush(flushToDisk: true);
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return $"The folder {folder} cannot be written ({FirstLine(refused)}); make room, or choose another one with --data.";
        }
    }

    /// <summary>What is wrong with the data; null where they are whole, or none are there yet.</summary>
    /// <param name="cancellationToken">Stops the looking.</param>
    public async Task<string?> DefectAsync(CancellationToken cancellationToken)
    {
        if (!HoldsData) return null;
        if (Files.FirstOrDefault(name => !File.Exists(PathOf(name))) is { } missing) return $"{missing} is missing";

        foreach (var name in Files)
        {
            if (!await StoredIndex.IsWholeAsync(PathOf(name), cancellationToken)) return $"{name} is no whole JSON";
        }

        foreach (var (index, extents, contents) in Stores)
        {
            var paths = await StoredIndex.ExtentsAsync(PathOf(extents), cancellationToken);
            foreach (var (extent, size) in await StoredIndex.ReferencesAsync(PathOf(index), cancellationToken))
            {
                var file = paths.TryGetValue(extent, out var path) ? new FileInfo(Path.Combine(folder, contents, path)) : null;
                if (file is not { Exists: true } || file.Length < size) return $"contents that {index} names are not in {contents}";
            }
        }

        return null;
    }

    /// <summary>Says that the data are damaged, and the way out.</summary>
    /// <param name="defect">What is wrong with them.</param>
    public string Damaged(string defect) =>
        $"The data in {folder} is damaged or incomplete; delete it or choose another with --data ({defect}).";

    private string PathOf(string name) => Path.Combine(folder, name);

    private static string FirstLine(Exception failure) => failure.Message.Split('\n')[0].Trim();
}
