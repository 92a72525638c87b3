using Microsoft.Extensions.Configuration;

namespace Pricing.Pipeline.Storage;

/// <summary>How the storage account is reached, under the setting's name that Azure Functions uses.</summary>
public sealed record StorageOptions
{
    /// <summary>The name of the connection in the configuration.</summary>
    public const string Section = "AzureWebJobsStorage";

    /// <summary>A connection string; or null where <see cref="AccountName"/> is set.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>The account's name, reached with the identity of the process.</summary>
    public string? AccountName { get; init; }

    /// <summary>The client id of the user-assigned identity; null for the system's or the developer's.</summary>
    public string? ClientId { get; init; }

    /// <summary>Reads the setting: a connection string, or the parts of an identity-based connection.</summary>
    /// <param name="configuration">The configuration.</param>
    public static StorageOptions From(IConfiguration configuration) => new()
    {
        ConnectionString = configuration[Section],
        AccountName = configuration[$"{Section}:accountName"],
        ClientId = configuration[$"{Section}:clientId"],
    };
}
