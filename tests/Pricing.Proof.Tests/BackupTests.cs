using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Pipeline.Nights.Steps;
using Pricing.Pipeline.Storage;
using Pricing.Proof.Backups;
using Pricing.Proof.Folders;
using Testing;

namespace Pricing.Proof.Tests;

public sealed class BackupTests(AzuriteFixture azurite)
{
    private const string OddName = "場所/a b%.csv.metadata";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Restore_ABackupIntoAnEmptyAccount_IsTheSameAndProven()
    {
        await using var proven = await ProvenStorage.StartAsync(azurite);
        using var folder = new TemporaryFolder();
        var source = proven.Host.Storage;
        var log = source.Logs.GetAppendBlobClient("access/2026-01-05/one.ndjson");
        await log.CreateAsync(cancellationToken: Cancellation);
        await log.AppendBlockAsync(new MemoryStream("{}\n"u8.ToArray()), cancellationToken: Cancellation);
        await source.PriceFiles.GetBlobClient(OddName).UploadAsync(
            BinaryData.FromString("x"),
            new BlobUploadOptions { Metadata = new Dictionary<string, string> { ["replace"] = "true" }, HttpHeaders = new() { ContentType = "text/csv" } },
            Cancellation);
        await source.Ledger.AddEntityAsync(
            new TableEntity("types", "all") { ["long"] = 1L << 40, ["double"] = 2d, ["time"] = proven.Host.Clock.GetUtcNow(), ["bytes"] = new byte[] { 1, 2 }, ["guid"] = Guid.Empty, ["flag"] = true },
            Cancellation);
        var path = Path.Combine(folder.FullPath, "backup");

        var counts = (await Writer(proven).WriteAsync(path, Cancellation)).Value;

        var manifest = (await FolderManifest.ReadAsync(path, FolderForm.Backup, Cancellation)).Value;
        Assert.False((await FolderManifest.ReadAsync(path, FolderForm.Package, Cancellation)).IsSuccess);
        Assert.Equal([Path.GetFileName(path)], Directory.EnumerateFileSystemEntries(folder.FullPath).Select(Path.GetFileName));
        var target = StorageClients.Create(await azurite.NewAccountAsync());
        var reader = new BackupReader(target);
        Assert.Null(await reader.FindStoredAsync(Cancellation));
        Assert.Empty(await reader.DifferencesAsync(path, manifest, Cancellation).ToListAsync(Cancellation));
        Assert.Equal(counts, await reader.LoadAsync(path, Cancellation));

        Assert.Equal(await ContentAsync(source), await ContentAsync(target));
        await using var restored = proven.Host.Another(target);
        await using var services = restored.AddTo(new ServiceCollection()).AddProof().BuildServiceProvider();
        var report = (await services.GetRequiredService<Verifier>().VerifyAsync(ProofScope.All, Cancellation)).Value;
        Assert.Empty(report.Findings);
        Assert.True(report.IsAlike);
        Assert.NotNull(await new BackupReader(target).FindStoredAsync(Cancellation));
    }

    [Fact]
    public async Task Restore_OfWhatIsNotAsWrittenOrStopsOnTheWay_SaysSo()
    {
        await using var proven = await ProvenStorage.StartAsync(azurite);
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.FullPath, "backup");
        Assert.True((await Writer(proven).WriteAsync(path, Cancellation)).IsSuccess);
        var manifest = (await FolderManifest.ReadAsync(path, FolderForm.Backup, Cancellation)).Value;
        var target = StorageClients.Create(await azurite.NewAccountAsync());
        var reader = new BackupReader(target);

        var content = Directory.EnumerateFiles(Path.Combine(path, "content"), "*", SearchOption.AllDirectories).First();
        var bytes = await File.ReadAllBytesAsync(content, Cancellation);
        await File.WriteAllBytesAsync(content, [.. bytes, 0], Cancellation);
        Assert.Equal([Path.GetFileName(content)], await ChangedAsync(reader, path, manifest));
        File.Delete(content);
        Assert.Equal([Path.GetFileName(content)], await ChangedAsync(reader, path, manifest));
        await File.WriteAllBytesAsync(content, bytes, Cancellation);
        var rows = Path.Combine(path, "tables", "valuations.ndjson");
        await File.AppendAllTextAsync(rows, (await File.ReadAllLinesAsync(rows, Cancellation))[^1] + "\n", Cancellation);
        Assert.Equal(["valuations.ndjson"], await ChangedAsync(reader, path, manifest));
        Assert.Null(await reader.FindStoredAsync(Cancellation));

        // Whoever passes that over has a row twice, and a storage that is half there.
        await Assert.ThrowsAsync<InvalidDataException>(() => reader.LoadAsync(path, Cancellation));
        Assert.Equal("rows of the table valuations", reader.At);
        Assert.Contains("did not come to its end", await new BackupReader(target).FindStoredAsync(Cancellation), StringComparison.Ordinal);
        await using var half = proven.Host.Another(target);
        await Assert.ThrowsAsync<DamagedContentException>(() => half.Get<StorageLayout>().MigrateAsync(Cancellation));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Write_FolderThatEndsInASlash_HoldsTheBackupAndNothingIsBesideIt(bool isThere)
    {
        var storage = await azurite.NewStorageAsync(Cancellation);
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.FullPath, "backup");
        if (isThere) Directory.CreateDirectory(path);

        var written = await new BackupWriter(storage, new(storage), TimeProvider.System).WriteAsync(path + Path.DirectorySeparatorChar, Cancellation);

        Assert.True(written.IsSuccess);
        Assert.True((await FolderManifest.ReadAsync(path, FolderForm.Backup, Cancellation)).IsSuccess);
        Assert.Equal([Path.GetFileName(path)], Directory.EnumerateFileSystemEntries(folder.FullPath).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("held", true)]
    [InlineData("counted", true)]
    [InlineData("other", false)]
    public async Task Write_SomethingInTheLedgerMeanwhile_IsRefusedUnlessALookLeftIt(string partition, bool isWritten)
    {
        var hook = new StorageHook();
        var storage = await azurite.NewStorageAsync(Cancellation, hook);
        hook.Once(
            request => request.Uri.Query.Contains("comp=list", StringComparison.Ordinal),
            () => storage.Ledger.AddEntityAsync(new TableEntity(partition, "2026-01-05"), Cancellation));
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.FullPath, "backup");

        var written = await new BackupWriter(storage, new(storage), TimeProvider.System).WriteAsync(path, Cancellation);

        Assert.Equal((isWritten, isWritten), (written.IsSuccess, Directory.Exists(path)));
    }

    private static BackupWriter Writer(ProvenStorage proven) =>
        new(proven.Host.Storage, new(proven.Host.Storage), proven.Host.Clock);

    private static async Task<List<string>> ChangedAsync(BackupReader reader, string path, FolderManifest manifest) =>
        await reader.DifferencesAsync(path, manifest, Cancellation).Select(difference => Path.GetFileName(difference.Path)!).ToListAsync(Cancellation);

    /// <summary>All rows with the types of their columns, and all blobs with their bytes, types and metadata.</summary>
    private static async Task<string> ContentAsync(PipelineStorage storage)
    {
        var content = new StringBuilder();
        foreach (var table in storage.AllTables)
        {
            await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: Cancellation))
            {
                var columns = row.Where(column => column.Key is not ("odata.etag" or "Timestamp")).OrderBy(column => column.Key, StringComparer.Ordinal);
                content.AppendLine($"{table.Name} {string.Join('|', columns.Select(column => $"{column.Key} {column.Value?.GetType().Name} {(column.Value is byte[] bytes ? Convert.ToHexString(bytes) : column.Value)}"))}");
            }
        }

        foreach (var container in storage.AllContainers)
        {
            await foreach (var item in container.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, null, Cancellation))
            {
                var read = (await container.GetBlobClient(item.Name).DownloadContentAsync(Cancellation)).Value;
                content.AppendLine($"{container.Name}/{item.Name} {item.Properties.BlobType} {item.Properties.ContentType} {string.Join(',', item.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))} {ContentHash.Of(read.Content.ToMemory().Span)}");
            }
        }

        return content.ToString();
    }
}
