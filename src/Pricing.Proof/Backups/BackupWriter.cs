using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Nights.Columns;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Storage;
using Pricing.Proof.Folders;

namespace Pricing.Proof.Backups;

/// <summary>
/// Writes a storage into a folder: the rows of all tables with the types of their columns, and every blob with its type and metadata.
/// What passes is never held whole. The tables come first: what a row names was stored before it.
/// </summary>
/// <param name="storage">The storage.</param>
/// <param name="runs">Its runs.</param>
/// <param name="clock">When it is made.</param>
public sealed class BackupWriter(PipelineStorage storage, RunStore runs, TimeProvider clock)
{
    private const int BlobsAtOnce = 8;

    /// <summary>Writes a backup.</summary>
    /// <param name="folder">Where it goes: a folder that is empty or not there.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What was written; or <see cref="ReasonCode.NotDetermined"/> where something was stored meanwhile, and nothing is written.</returns>
    public async Task<Outcome<BackupCounts>> WriteAsync(string folder, CancellationToken cancellationToken)
    {
        if (await OpenRunAsync(cancellationToken) is { } open) return Refuse(open.ToRun().ToString(), "this run is under way; wait for its end");

        using var making = new FolderInMaking(folder);
        var madeAt = clock.GetUtcNow();
        var paths = new BackupPaths(making.Partial);
        paths.Make();
        var rows = 0L;
        var before = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in storage.AllTables)
        {
            await using var file = new StreamWriter(paths.Of(BackupPaths.NameOfRows(table.Name))) { NewLine = "\n" };
            (var count, before[table.Name]) = await WriteRowsAsync(table, file, cancellationToken);
            rows += count;
        }

        var blobs = 0L;
        foreach (var container in storage.AllContainers) blobs += await WriteBlobsAsync(container, paths, cancellationToken);

        // Whatever comes in, is asked for or is valued leaves a trace in one of these; a decision or a note of the log stands alone.
        foreach (var table in new[] { storage.Ledger, storage.Runs, storage.Waiting })
        {
            if ((await WriteRowsAsync(table, TextWriter.Null, cancellationToken)).Hash != before[table.Name])
                return Refuse(table.Name, "something was stored while it was copied; do it again while nothing comes in and no run is under way, or stop the host");
        }

        await FolderManifest.WriteAsync(making.Partial, FolderForm.Backup, storage.Ledger.AccountName, madeAt, cancellationToken);
        making.Finish();
        return new BackupCounts(rows, blobs);
    }

    private static Failure Refuse(string what, string reason) => new(ReasonCode.NotDetermined, "storage", what, reason);

    private ValueTask<RunRecord?> OpenRunAsync(CancellationToken cancellationToken) => runs.OpenAsync(cancellationToken)
        .FirstOrDefaultAsync(run => run.Status == RunStatus.Running, cancellationToken);

    /// <summary>Writes the rows of a table; what a mere look leaves in the ledger has no part in their hash.</summary>
    private async Task<(long Count, string Hash)> WriteRowsAsync(TableClient table, TextWriter target, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var count = 0L;
        await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: cancellationToken))
        {
            var line = RowText.Write(row);
            if (table.Name != storage.Ledger.Name || !DateNotes.AreIn(row.PartitionKey)) hash.AppendData(Encoding.UTF8.GetBytes(line));
            await target.WriteLineAsync(line.AsMemory(), cancellationToken);
            count++;
        }

        return (count, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static async Task<long> WriteBlobsAsync(BlobContainerClient container, BackupPaths paths, CancellationToken cancellationToken)
    {
        await using var list = new StreamWriter(paths.Of(BackupPaths.NameOfList(container.Name))) { NewLine = "\n" };
        using var gate = new SemaphoreSlim(1);
        var count = 0L;
        await Parallel.ForEachAsync(
            container.GetBlobsAsync(BlobTraits.None, BlobStates.None, null, cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = BlobsAtOnce, CancellationToken = cancellationToken },
            async (item, stop) =>
            {
                if (await WriteBlobAsync(container.GetBlobClient(item.Name), paths, stop) is not { } blob) return;

                await gate.WaitAsync(stop);
                try
                {
                    await list.WriteLineAsync(blob.Line().AsMemory(), stop);
                    count++;
                }
                finally
                {
                    gate.Release();
                }
            });
        return count;
    }

    /// <summary>Writes the bytes of a blob; null where it is gone since it was listed, as a dropped file that was moved.</summary>
    private static async Task<BackupBlob?> WriteBlobAsync(BlobClient blob, BackupPaths paths, CancellationToken cancellationToken)
    {
        var partial = paths.Of(string.Create(CultureInfo.InvariantCulture, $"{FolderForm.Backup.Apart}/{Guid.NewGuid():N}.part"));
        try
        {
            using var download = (await blob.DownloadStreamingAsync(cancellationToken: cancellationToken)).Value;
            string sha256;
            await using (var file = new FileStream(partial, FileMode.CreateNew, FileAccess.ReadWrite))
            {
                await download.Content.CopyToAsync(file, cancellationToken);
                file.Position = 0;
                sha256 = await ContentHash.OfAsync(file, cancellationToken);
            }

            var place = paths.Of(BackupPaths.NameOfContent(sha256));
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Move(partial, place, overwrite: true);
            var details = download.Details;
            return new(
                blob.Name,
                sha256,
                details.ContentType,
                details.Metadata.Count > 0 ? new SortedDictionary<string, string>(details.Metadata, StringComparer.Ordinal) : null,
                details.BlobType == BlobType.Append);
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            return null;
        }
    }
}

/// <summary>How much a backup holds.</summary>
/// <param name="Rows">Rows of tables.</param>
/// <param name="Blobs">Blobs.</param>
public readonly record struct BackupCounts(long Rows, long Blobs);
