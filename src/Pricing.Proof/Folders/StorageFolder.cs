using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Storage;

namespace Pricing.Proof.Folders;

/// <summary>Tables and blobs of a storage as files: <c>tables/NAME.ndjson</c>, <c>blobs/CONTAINER/NAME</c>.</summary>
public static class StorageFolder
{
    /// <summary>What follows the name of a blob in the name of the file that holds its metadata.</summary>
    internal const string Metadata = ".metadata";

    private const string Tables = "tables";
    private const string Blobs = "blobs";

    /// <summary>Loads a folder into an empty storage.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="storage">The storage; its tables and containers are made.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="InvalidDataException">A file is none of a package, or cannot be read.</exception>
    public static async Task LoadAsync(string folder, PipelineStorage storage, CancellationToken cancellationToken)
    {
        await storage.CreateAsync(cancellationToken);
        foreach (var table in storage.AllTables) await LoadAsync(PathOf(folder, table.Name), table, cancellationToken);
        foreach (var container in storage.AllContainers)
        {
            var root = Path.Combine(folder, Blobs, container.Name);
            if (!Directory.Exists(root)) continue;

            foreach (var path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith(Metadata, StringComparison.Ordinal)))
            {
                // A name that is not written so is none that this made: it might lead elsewhere.
                var name = NameOf(root, path);
                if (PathOf(folder, container.Name, name) != path) throw new InvalidDataException($"{path} is no file of a package.");
                await LoadAsync(path, container.GetBlobClient(name), cancellationToken);
            }
        }
    }

    /// <summary>Whether a path in a folder is one of a table or a blob that <see cref="LoadAsync(string, PipelineStorage, CancellationToken)"/> reads.</summary>
    /// <param name="path">The path, with forward slashes.</param>
    /// <param name="storage">The storage.</param>
    public static bool IsPart(string path, PipelineStorage storage)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(storage);
        return storage.AllTables.Any(table => path == $"{Tables}/{table.Name}.ndjson")
            || storage.AllContainers.Any(container => path.StartsWith($"{Blobs}/{container.Name}/", StringComparison.Ordinal));
    }

    private static async Task LoadAsync(string path, TableClient table, CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) return;

        var rows = new RowWriter(table);
        var number = 0;
        await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
            await rows.AddAsync(RowText.Read(line, string.Create(CultureInfo.InvariantCulture, $"line {++number} of {Tables}/{Path.GetFileName(path)}")), cancellationToken);
        await rows.FlushAsync(cancellationToken);
    }

    private static async Task LoadAsync(string path, BlobClient blob, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions();
        if (File.Exists(path + Metadata))
        {
            options.Metadata = (await File.ReadAllLinesAsync(path + Metadata, cancellationToken))
                .Select(line => line.Split('=', 2))
                .ToDictionary(pair => pair[0], pair => pair.Length == 2 ? pair[1] : throw new InvalidDataException($"{path}{Metadata} cannot be read."));
        }

        await using var content = File.OpenRead(path);
        await blob.UploadAsync(content, options, cancellationToken);
    }

    /// <summary>The file of a table.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="table">The table.</param>
    internal static string PathOf(string folder, string table) => Path.Combine(folder, Tables, $"{table}.ndjson");

    /// <summary>The file of a blob.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="container">The container.</param>
    /// <param name="name">The name of the blob, which may hold what a path must not; slashes part folders.</param>
    internal static string PathOf(string folder, string container, string name) =>
        Path.Combine([folder, Blobs, container, .. name.Split('/').Select(part => part.Length > 0 && part.All(character => character == '.') ? "%2E" + part[1..] : Uri.EscapeDataString(part))]);

    private static string NameOf(string root, string path) => string.Join(
        '/', Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar).Select(Uri.UnescapeDataString));
}
