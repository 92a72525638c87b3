using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace Pricing.Proof.Folders;

/// <summary>Writes rows and blobs of a storage into a folder that <see cref="StorageFolder"/> loads; none of them is held whole.</summary>
/// <param name="folder">The folder.</param>
internal sealed class FolderWriter(string folder)
{
    /// <summary>Opens the file of a table, which is there from then on.</summary>
    /// <param name="table">The table.</param>
    public RowFile OpenRows(TableClient table) => new(Made(StorageFolder.PathOf(folder, table.Name)));

    /// <summary>Copies a blob as it is; one that is not there is left out.</summary>
    /// <param name="container">Its container.</param>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task CopyBlobAsync(BlobContainerClient container, string name, CancellationToken cancellationToken)
    {
        try
        {
            using var blob = (await container.GetBlobClient(name).DownloadStreamingAsync(cancellationToken: cancellationToken)).Value;
            await using (var file = Create(container, name)) await blob.Content.CopyToAsync(file, cancellationToken);
            if (blob.Details.Metadata is not { Count: > 0 } metadata) return;

            await File.WriteAllLinesAsync(
                StorageFolder.PathOf(folder, container.Name, name) + StorageFolder.Metadata,
                metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"),
                cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            // The proof of the package says that it is missing.
        }
    }

    /// <summary>Writes a blob that is made for the folder.</summary>
    /// <param name="container">Its container.</param>
    /// <param name="name">Its name.</param>
    /// <param name="content">What it holds.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task WriteBlobAsync(BlobContainerClient container, string name, BinaryData content, CancellationToken cancellationToken)
    {
        await using var file = Create(container, name);
        await file.WriteAsync(content.ToMemory(), cancellationToken);
    }

    /// <summary>Opens the file of a blob that is made for the folder.</summary>
    /// <param name="container">Its container.</param>
    /// <param name="name">Its name.</param>
    public FileStream Create(BlobContainerClient container, string name) => File.Create(Made(StorageFolder.PathOf(folder, container.Name, name)));

    /// <summary>Takes a blob out that was begun and cannot be ended.</summary>
    /// <param name="container">Its container.</param>
    /// <param name="name">Its name.</param>
    public void Remove(BlobContainerClient container, string name) => File.Delete(StorageFolder.PathOf(folder, container.Name, name));

    private static string Made(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }
}

/// <summary>The file of a table.</summary>
/// <param name="path">The file.</param>
internal sealed class RowFile(string path) : IAsyncDisposable
{
    private readonly StreamWriter lines = new(path) { NewLine = "\n" };

    /// <summary>Adds a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task AddAsync(TableEntity row, CancellationToken cancellationToken) => lines.WriteLineAsync(RowText.Write(row).AsMemory(), cancellationToken);

    /// <summary>Adds the rows of a table that a filter finds.</summary>
    /// <param name="source">The table.</param>
    /// <param name="filter">The filter.</param>
    /// <param name="belongs">Whether one that it finds is to be there.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task CopyAsync(TableClient source, string filter, Func<TableEntity, bool> belongs, CancellationToken cancellationToken)
    {
        await foreach (var row in source.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            if (belongs(row)) await AddAsync(row, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => lines.DisposeAsync();
}
