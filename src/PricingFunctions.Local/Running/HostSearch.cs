using Pricing.Pipeline.Storage;
using PricingFunctions.Local.Azurite;

namespace PricingFunctions.Local.Running;

/// <summary>
/// Finds the host that works on the storage that is meant: the one that left its address in the data folder, or the one at
/// the port. A host on another storage is never taken for it.
/// </summary>
internal sealed record HostSearch
{
    /// <summary>The port of a host that was started without one.</summary>
    public const int StandardPort = 7071;

    /// <summary>The port that was stated; null for none.</summary>
    public int? Port { get; init; }

    /// <summary>The data folder, absolute.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Whether the folder was stated.</summary>
    public bool IsFolderStated { get; init; }

    /// <summary>The ports of Azurite.</summary>
    public required AzuritePorts AzuritePorts { get; init; }

    /// <summary>The account that the settings name; null for none.</summary>
    public StorageOptions? Account { get; init; }

    /// <summary>Looks for it.</summary>
    /// <param name="cancellationToken">Stops the looking.</param>
    /// <returns>The host; null where none runs on that storage.</returns>
    /// <exception cref="SetupException">The host at the port that was stated works on another storage.</exception>
    public async Task<RunningHost?> FindAsync(CancellationToken cancellationToken)
    {
        var note = Account is null ? HostIdentity.ReadNote(DataFolder) : null;
        var address = Port is null && note is not null ? note.Value.Address : new Uri($"http://127.0.0.1:{Port ?? StandardPort}");
        if (await RunningHost.AskAsync(address, cancellationToken) is not { } host) return null;
        if (IsMeant(host.Identity, note?.Folder)) return host;

        return Port is null
            ? null
            : throw new SetupException(
                $"The host at port {Port} works on another storage ({host.Identity.Blobs}) than {(Account is null ? DataFolder : HostIdentity.BlobsOf(Account))}; "
                + "name its data folder with --data, or leave --port out.");
    }

    private bool IsMeant(HostIdentity host, string? noted)
    {
        if (Account is not null) return host.Blobs == HostIdentity.BlobsOf(Account);
        if (Port is not null && !IsFolderStated) return true;
        if (host.Folder is not null) return host.Folder == noted;

        // An Azurite that was started by itself is nobody's folder; whoever names its ports means it.
        return host.Blobs == HostIdentity.BlobsOf(new() { ConnectionString = AzuriteAccount.Development.ConnectionString(AzuritePorts) });
    }
}
