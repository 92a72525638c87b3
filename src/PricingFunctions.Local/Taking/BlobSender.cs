using System.Globalization;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Storage;
using PricingFunctions.Local.Azurite;
using PricingFunctions.Local.Running;

namespace PricingFunctions.Local.Taking;

/// <summary>Drops files at the door of a host, for those that a request does not take.</summary>
/// <param name="host">The host.</param>
/// <param name="account">The storage account that the settings name; null for none.</param>
internal sealed class BlobSender(RunningHost host, StorageOptions? account)
{
    /// <summary>Drops a file under a name that no other has; the last part of it is the file's.</summary>
    /// <param name="content">The file.</param>
    /// <param name="sent">What its sender says of it.</param>
    /// <param name="cancellationToken">Stops the sending.</param>
    /// <exception cref="SetupException">The host's storage is an account that the settings do not name.</exception>
    public async Task SendAsync(Stream content, SentFile sent, CancellationToken cancellationToken)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"take/{Guid.NewGuid():N}/{sent.Name}");
        await Client().GetBlobContainerClient(PipelineStorage.GrantBatchesContainer).GetBlobClient(name).UploadAsync(
            content, new BlobUploadOptions { Metadata = Metadata(sent) }, cancellationToken);
    }

    /// <summary>Whether a file is the one that was dropped, or is the same by its content and by what it is taken as.</summary>
    /// <param name="file">A file of the same content.</param>
    /// <param name="sent">What was said of the one that was dropped.</param>
    public static bool Is(FileRecord file, SentFile sent) =>
        file.Replace == sent.Replace
        && file.IsSynthetic == sent.IsSynthetic
        && (sent.Kind is null || file.Kind == sent.Kind)
        && (file.Code is null || file.Code == (sent.Code ?? CodeOf(sent.Name)));

    private static string? CodeOf(string name) =>
        Pricing.SecurityCode.Parse(Path.GetFileNameWithoutExtension(name)).TryGet(out var code) ? code : null;

    // Metadata are ASCII.
    private static Dictionary<string, string> Metadata(SentFile sent)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        if (sent.Kind is { } kind) metadata["kind"] = kind.Word();
        if (sent.Code is { } code) metadata["code"] = code;
        if (sent.Replace) metadata["replace"] = "true";
        if (sent.IsSynthetic) metadata["origin"] = "synthetic";
        if (sent.Who.Length > 0) metadata["who"] = Uri.EscapeDataString(sent.Who);
        if (sent.Reason is { } reason) metadata["reason"] = Uri.EscapeDataString(reason);
        return metadata;
    }

    private BlobServiceClient Client()
    {
        if (account is not null && HostIdentity.BlobsOf(account) == host.Identity.Blobs) return StorageClients.Blobs(account);

        var address = new Uri(host.Identity.Blobs);
        var azurite = AzuriteAccount.Development;
        return address.IsLoopback && address.AbsolutePath == $"/{azurite.Name}"
            ? new(address, new StorageSharedKeyCredential(azurite.Name, azurite.Key), new BlobClientOptions(StorageClients.BlobVersion))
            : throw new SetupException(
                $"The file is above 100 MB and goes to the storage of the host, {host.Identity.Blobs}, itself; name that account in {StorageOptions.Section}.");
    }
}
