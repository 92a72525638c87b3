using Microsoft.Extensions.Configuration;
using PricingFunctions.Local.Azurite;

namespace PricingFunctions.Local.Running;

/// <summary>Where the storage is that a command works on, as its options say it.</summary>
/// <param name="Port">The port of a running host; null where it is not stated.</param>
/// <param name="AzuritePorts">The ports of Azurite.</param>
/// <param name="Data">The data folder, absolute or from the repository's top.</param>
/// <param name="IsDataStated">Whether the data folder is stated.</param>
/// <param name="Root">The repository's top folder; null where it is not stated.</param>
internal sealed record StoragePlace(int? Port, AzuritePorts AzuritePorts, string Data, bool IsDataStated, string? Root)
{
    /// <summary>How the host is found that works on it.</summary>
    /// <param name="top">The repository's top folder, absolute.</param>
    /// <param name="user">The user's settings.</param>
    public HostSearch SearchFrom(string top, IConfiguration user) => new()
    {
        Port = Port,
        DataFolder = Path.GetFullPath(Data, top),
        IsFolderStated = IsDataStated,
        AzuritePorts = AzuritePorts,
        Account = LocalStorage.Configured(user),
    };
}
