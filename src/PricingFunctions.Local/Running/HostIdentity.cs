using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Pricing.Pipeline.Storage;
using PricingFunctions.Local.Azurite;

namespace PricingFunctions.Local.Running;

/// <summary>
/// By what a command knows which storage a host works on: the headers of its health, and the note that a host with a data
/// folder of its own leaves there while it runs.
/// </summary>
/// <param name="Folder">The id of its data folder; null where its storage is shared.</param>
/// <param name="Blobs">The address of the blobs of its storage.</param>
internal sealed record HostIdentity(string? Folder, string Blobs)
{
    /// <summary>The header with the id of the data folder.</summary>
    public const string FolderHeader = "x-data-folder";

    /// <summary>The header with the address of the blobs.</summary>
    public const string BlobsHeader = "x-storage-blobs";

    /// <summary>Where health is asked for.</summary>
    public const string HealthPath = "/health";

    private const string NoteName = "host-address";

    /// <summary>The identity of a host.</summary>
    /// <param name="folder">The id of its data folder, or null.</param>
    /// <param name="storage">Its storage.</param>
    public static HostIdentity Of(string? folder, StorageOptions storage) => new(folder, BlobsOf(storage));

    /// <summary>The address of the blobs of a storage.</summary>
    /// <param name="storage">The storage.</param>
    public static string BlobsOf(StorageOptions storage) => StorageClients.Blobs(storage).Uri.ToString().TrimEnd('/');

    /// <summary>How the storage of the host is reached, for what reads it beside the host.</summary>
    /// <param name="user">The settings, which name the account where it is no Azurite.</param>
    public StorageOptions Storage(IConfiguration user) => LocalStorage.Configured(user)
        ?? new() { ConnectionString = AzuriteAccount.Development.ConnectionString(AzuritePorts.From(new Uri(Blobs).Port)) };

    /// <summary>Has a host tell who it is with its health.</summary>
    /// <param name="app">The host.</param>
    public void Tell(IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.Path == HealthPath)
        {
            context.Response.Headers[BlobsHeader] = Blobs;
            if (Folder is not null) context.Response.Headers[FolderHeader] = Folder;
        }

        return next(context);
    });

    /// <summary>Leaves the note in a data folder.</summary>
    /// <param name="dataFolder">The folder.</param>
    /// <param name="port">The host's port.</param>
    /// <returns>Takes the note away.</returns>
    public IDisposable Note(string dataFolder, int port)
    {
        var path = Path.Combine(dataFolder, NoteName);
        File.WriteAllLines(path, [$"http://127.0.0.1:{port}", Folder ?? ""]);
        return new Left(path);
    }

    /// <summary>The note of a data folder: where its host is, and the folder's id.</summary>
    /// <param name="dataFolder">The folder.</param>
    /// <returns>The note; null where no host left one.</returns>
    public static (Uri Address, string Folder)? ReadNote(string dataFolder)
    {
        try
        {
            return File.ReadAllLines(Path.Combine(dataFolder, NoteName)) is [var address, var folder]
                && Uri.TryCreate(address, UriKind.Absolute, out var at)
                ? (at, folder)
                : null;
        }
        catch (Exception none) when (none is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private sealed class Left(string path) : IDisposable
    {
        public void Dispose()
        {
            try
            {
                File.Delete(path);
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // A note whose host does not answer counts for nothing.
            }
        }
    }
}
