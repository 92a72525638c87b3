using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;

namespace Pricing.Pipeline.Storage;

/// <summary>Makes the clients of the storage account.</summary>
public static class StorageClients
{
    /// <summary>
    /// The newest version that Azurite 3.35 knows by itself, so that a user's own Azurite needs no
    /// <c>--skipApiVersionCheck</c>.
    /// </summary>
    public const BlobClientOptions.ServiceVersion BlobVersion = BlobClientOptions.ServiceVersion.V2025_07_05;

    /// <summary>Makes the storage of the pipeline.</summary>
    /// <param name="options">A connection string or an account name.</param>
    /// <returns>The tables and containers; nothing is created or called yet.</returns>
    /// <exception cref="ArgumentException">Neither is set.</exception>
    public static PipelineStorage Create(StorageOptions options)
    {
        var blobs = Blobs(options);
        return new(blobs, options is { ConnectionString: { Length: > 0 } connection }
            ? new TableServiceClient(connection)
            : new TableServiceClient(Address(options, "table"), Credential(options)));
    }

    /// <summary>Makes the client of an account's blobs.</summary>
    /// <param name="options">A connection string or an account name.</param>
    /// <exception cref="ArgumentException">Neither is set.</exception>
    public static BlobServiceClient Blobs(StorageOptions options)
    {
        var version = new BlobClientOptions(BlobVersion);
        return options is { ConnectionString: { Length: > 0 } connection }
            ? new(connection, version)
            : new(Address(options, "blob"), Credential(options), version);
    }

    /// <summary>The identity with which an account is reached that is named without a key.</summary>
    /// <param name="options">The account.</param>
    public static TokenCredential Credential(StorageOptions options) =>
        new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = options.ClientId });

    /// <summary>The address of a service of an account that is named without a key.</summary>
    /// <param name="options">The account.</param>
    /// <param name="service">The service: blob, queue or table.</param>
    /// <exception cref="ArgumentException">No account is named.</exception>
    public static Uri Address(StorageOptions options, string service) => string.IsNullOrEmpty(options.AccountName)
        ? throw new ArgumentException(
            $"Set {StorageOptions.Section} to a connection string, or {StorageOptions.Section}__accountName.",
            nameof(options))
        : new($"https://{options.AccountName}.{service}.core.windows.net");
}
