using System.Globalization;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Pricing.Pipeline.Storage;
using Pricing.Proof.Folders;

namespace Pricing.Proof.Backups;

/// <summary>Restores a backup into an empty account. Nothing is written before all of the folder was compared with its hashes.</summary>
/// <param name="storage">The account.</param>
public sealed class BackupReader(PipelineStorage storage)
{
    private const int BlobsAtOnce = 8;
    private const int BytesAtOnce = 4 * 1024 * 1024;
    private const string Mark = "restoring";

    /// <summary>What is being restored; after a failure it says how far it came.</summary>
    public string At { get; private set; } = "nothing";

    /// <summary>Compares a folder with its manifest, and every content with its name.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What is not as it was written, each with its reason.</returns>
    public async IAsyncEnumerable<(string Path, string Reason)> DifferencesAsync(
        string folder, FolderManifest manifest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var differs = false;
        await foreach (var (path, _, _, reason) in manifest.DifferencesAsync(folder, FolderForm.Backup, cancellationToken))
        {
            differs = true;
            yield return (path, reason);
        }

        HashSet<string> known =
        [
            .. storage.AllTables.Select(table => BackupPaths.NameOfRows(table.Name)),
            .. storage.AllContainers.Select(container => BackupPaths.NameOfList(container.Name)),
        ];
        foreach (var path in manifest.Files.Keys.Where(path => !known.Contains(path)))
            yield return (path, "is of a table or container that this version does not know; restore it by the version that made it");

        // What a list says is worth a look only where the list is whole.
        if (differs) yield break;

        var paths = new BackupPaths(folder);
        var compared = new HashSet<string>(StringComparer.Ordinal);
        foreach (var container in storage.AllContainers)
        {
            await foreach (var blob in BlobsAsync(paths, container, cancellationToken))
            {
                var name = BackupPaths.NameOfContent(blob.Sha256);
                if (compared.Add(blob.Sha256) && await DefectAsync(paths.Of(name), blob.Sha256, cancellationToken) is { } defect)
                    yield return (name, $"{defect} (the blob {container.Name}/{blob.Name})");
            }
        }
    }

    /// <summary>The first thing that stands in the account.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>Its place; null where the account is empty.</returns>
    public async Task<string?> FindStoredAsync(CancellationToken cancellationToken)
    {
        var ledger = await IfThereAsync(() => storage.Ledger.GetEntityIfExistsAsync<TableEntity>(PipelineStorage.LayoutPartition, PipelineStorage.LayoutRow, cancellationToken: cancellationToken));
        if (ledger is { HasValue: true, Value: { } row } && row.ContainsKey(Mark)) return "what a restore that did not come to its end has left";

        foreach (var table in storage.AllTables)
        {
            var first = await IfThereAsync(async () => await table.QueryAsync<TableEntity>(maxPerPage: 1, cancellationToken: cancellationToken).FirstOrDefaultAsync(cancellationToken));
            if (first is not null) return $"rows in the table {table.Name}";
        }

        foreach (var container in storage.AllContainers)
        {
            var first = await IfThereAsync(async () => await container
                .GetBlobsAsync(BlobTraits.None, BlobStates.None, null, cancellationToken)
                .FirstOrDefaultAsync(cancellationToken));
            if (first is not null) return $"blobs in the container {container.Name}";
        }

        return null;
    }

    /// <summary>Restores a folder that was compared. Until all is there, a mark in the ledger keeps nights from being planned.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellationToken">Stops it; what is half restored stays so.</param>
    /// <exception cref="InvalidDataException">A line cannot be read, or the service refuses a row.</exception>
    public async Task<BackupCounts> LoadAsync(string folder, CancellationToken cancellationToken)
    {
        var paths = new BackupPaths(folder);
        At = "the tables and containers, which are empty";
        await storage.CreateAsync(cancellationToken);
        await storage.Ledger.AddEntityAsync(new TableEntity(PipelineStorage.LayoutPartition, PipelineStorage.LayoutRow) { [Mark] = true }, cancellationToken);
        var blobs = 0L;
        foreach (var container in storage.AllContainers)
        {
            At = $"blobs of the container {container.Name}";
            await Parallel.ForEachAsync(
                BlobsAsync(paths, container, cancellationToken),
                new ParallelOptions { MaxDegreeOfParallelism = BlobsAtOnce, CancellationToken = cancellationToken },
                async (blob, stop) =>
                {
                    await LoadAsync(paths, container, blob, stop);
                    Interlocked.Increment(ref blobs);
                });
        }

        var rows = 0L;
        TableEntity? layout = null;
        foreach (var table in storage.AllTables)
        {
            At = $"rows of the table {table.Name}";
            var writer = new RowWriter(table);
            await foreach (var row in RowsAsync(paths, table, cancellationToken))
            {
                rows++;
                if (table == storage.Ledger && (row.PartitionKey, row.RowKey) == (PipelineStorage.LayoutPartition, PipelineStorage.LayoutRow)) layout = row;
                else await writer.AddAsync(row, cancellationToken);
            }

            await writer.FlushAsync(cancellationToken);
        }

        At = "all but the mark of its end";
        if (layout is null) await storage.Ledger.DeleteEntityAsync(PipelineStorage.LayoutPartition, PipelineStorage.LayoutRow, ETag.All, cancellationToken);
        else await storage.Ledger.UpsertEntityAsync(layout, TableUpdateMode.Replace, cancellationToken);
        return new(rows, blobs);
    }

    private static async Task<T?> IfThereAsync<T>(Func<Task<T>> read)
        where T : class?
    {
        try
        {
            return await read();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    private static async Task<string?> DefectAsync(string path, string sha256, CancellationToken cancellationToken)
    {
        if (!File.Exists(path)) return "is not there";

        await using var file = File.OpenRead(path);
        return await ContentHash.OfAsync(file, cancellationToken) == sha256 ? null : "does not match its name";
    }

    private static async IAsyncEnumerable<BackupBlob> BlobsAsync(
        BackupPaths paths, BlobContainerClient container, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (line, place) in LinesAsync(paths, BackupPaths.NameOfList(container.Name), cancellationToken))
        {
            var blob = BackupBlob.Read(line, place);
            if (!PipelineStorage.IsAddress(container, blob.Name)) throw new InvalidDataException($"{place} names a blob outside its container");

            yield return blob;
        }
    }

    private static async IAsyncEnumerable<TableEntity> RowsAsync(
        BackupPaths paths, TableClient table, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (line, place) in LinesAsync(paths, BackupPaths.NameOfRows(table.Name), cancellationToken))
            yield return RowText.Read(line, place);
    }

    /// <summary>The lines of a file; none where it is not there, as of a container that the version of the backup did not have.</summary>
    private static async IAsyncEnumerable<(string Line, string Place)> LinesAsync(
        BackupPaths paths, string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var path = paths.Of(name);
        if (!File.Exists(path)) yield break;

        var number = 0;
        await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
            yield return (line, string.Create(CultureInfo.InvariantCulture, $"line {++number} of {name}"));
    }

    private static async Task LoadAsync(BackupPaths paths, BlobContainerClient container, BackupBlob blob, CancellationToken cancellationToken)
    {
        await using var content = File.OpenRead(paths.Of(BackupPaths.NameOfContent(blob.Sha256)));
        var headers = new BlobHttpHeaders { ContentType = blob.ContentType };
        var metadata = blob.Metadata?.ToDictionary();
        if (!blob.IsAppended)
        {
            await container.GetBlobClient(blob.Name).UploadAsync(content, new BlobUploadOptions { HttpHeaders = headers, Metadata = metadata }, cancellationToken);
            return;
        }

        var appended = container.GetAppendBlobClient(blob.Name);
        await appended.CreateAsync(new AppendBlobCreateOptions { HttpHeaders = headers, Metadata = metadata }, cancellationToken);
        var buffer = new byte[BytesAtOnce];
        while (await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken) is > 0 and var read)
        {
            using var block = new MemoryStream(buffer, 0, read, writable: false);
            await appended.AppendBlockAsync(block, cancellationToken: cancellationToken);
        }
    }
}
