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
        var blobOptions = new BlobClientOptions(BlobVersion);
        if (!string.IsNullOrEmpty(options.ConnectionString))
        {
            return new(
                new BlobServiceClient(options.ConnectionString, blobOptions),
                new TableServiceClient(options.ConnectionString));
        }

        if (string.IsNullOrEmpty(options.AccountName))
        {
            throw new ArgumentException(
                $"Set {StorageOptions.Section} to a connection string, or {StorageOptions.Section}__accountName.",
                nameof(options));
        }

        var credential = Credential(options);
        return new(
            new BlobServiceClient(new Uri($"https://{options.AccountName}.blob.core.windows.net"), credential, blobOptions),
            new TableServiceClient(new Uri($"https://{options.AccountName}.table.core.windows.net"), credential));
    }

    /// <summary>The identity with which an account is reached that is named without a key.</summary>
    /// <param name="options">The account.</param>
    public static TokenCredential Credential(StorageOptions options) =>
        new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = options.ClientId });
}
