using Azure.Data.Tables;
using Azure.Storage.Blobs;
using PricingFunctions.Local.Azurite;
using Testing;

namespace PricingFunctions.Local.Tests.Azurite;

/// <summary>The data of a real Azurite, damaged in every way that its own start does not see or does not explain.</summary>
public sealed class AzuriteDataTests : IAsyncLifetime
{
    private const string Blobs = "__azurite_db_blob__.json";
    private const string Tables = "__azurite_db_table__.json";

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(folder.FullPath, "data");

    public async ValueTask InitializeAsync()
    {
        await using var azurite = await StartAsync();
        var container = new BlobContainerClient(azurite.ConnectionString(), "container");
        await container.CreateAsync(cancellationToken: Cancelled);
        await container.UploadBlobAsync("note", BinaryData.FromString(new string('n', 1000)), Cancelled);
        await container.UploadBlobAsync("empty", BinaryData.FromString(""), Cancelled);
        var table = new TableClient(azurite.ConnectionString(), "table");
        await table.CreateAsync(Cancelled);
        await table.AddEntityAsync(new TableEntity("partition", "row"), Cancelled);
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Start_WholeData_KeepsThem()
    {
        await using var again = await StartAsync();
        var note = await new BlobClient(again.ConnectionString(), "container", "note").DownloadContentAsync(Cancelled);
        Assert.Equal(1000, note.Value.Content.ToMemory().Length);
    }

    [Theory]
    [InlineData("emptied", Blobs, "__azurite_db_blob__.json is no whole JSON")]
    [InlineData("emptied", Tables, "__azurite_db_table__.json is no whole JSON")]
    [InlineData("emptied", "__azurite_db_blob_extent__.json", "__azurite_db_blob_extent__.json is no whole JSON")]
    [InlineData("halved", Blobs, "__azurite_db_blob__.json is no whole JSON")]
    [InlineData("halved", Tables, "__azurite_db_table__.json is no whole JSON")]
    [InlineData("zeroed", Tables, "__azurite_db_table__.json is no whole JSON")]
    [InlineData("deleted", Blobs, "__azurite_db_blob__.json is missing")]
    [InlineData("deleted", Tables, "__azurite_db_table__.json is missing")]
    [InlineData("deleted", "__blobstorage__", "contents that __azurite_db_blob__.json names are not in __blobstorage__")]
    [InlineData("halved", "__blobstorage__", "contents that __azurite_db_blob__.json names are not in __blobstorage__")]
    public async Task Start_DamagedData_IsRefusedWithTheWayOut(string how, string what, string defect)
    {
        Damage(how, Path.Combine(Data, what));

        var refused = await Assert.ThrowsAsync<SetupException>(() => StartAsync());

        Assert.Equal(
            $"The data in {Data} is damaged or incomplete; delete it or choose another with --data ({defect}).", refused.Message);
    }

    [Fact]
    public async Task Start_FolderThatIsAFile_IsRefusedWithTheWayOut()
    {
        var file = folder.Write("file", "");

        var refused = await Assert.ThrowsAsync<SetupException>(() => StartAsync(file));

        Assert.StartsWith($"The folder {file} cannot be made (", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("choose another one with --data.", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>What stands there for a file is refused as somebody else's is, whoever runs the test.</summary>
    [Fact]
    public async Task Start_IdThatCannotBeOpened_IsRefusedWithTheWayOut()
    {
        var data = Path.Combine(folder.FullPath, "others");
        Directory.CreateDirectory(Path.Combine(data, "host-id"));

        var refused = await Assert.ThrowsAsync<SetupException>(() => StartAsync(data));

        Assert.StartsWith($"The file host-id in {data} cannot be opened (", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("choose another folder with --data.", refused.Message, StringComparison.Ordinal);
    }

    private static void Damage(string how, string path)
    {
        string[] files = Directory.Exists(path) ? Directory.GetFiles(path) : [path];
        foreach (var file in files)
        {
            var content = File.ReadAllBytes(file);
            if (how == "deleted") File.Delete(file);
            else File.WriteAllBytes(file, how switch { "emptied" => [], "halved" => content[..(content.Length / 2)], _ => new byte[content.Length] });
        }
    }

    private Task<AzuriteProcess> StartAsync(string? data = null) => AzuriteProcess.StartAsync(
        new() { Root = RepositoryRoot.Find(), Ports = AzuritePorts.Free, DataFolder = data ?? Data }, null, Cancelled);
}
