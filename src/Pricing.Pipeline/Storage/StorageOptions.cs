using System.ComponentModel.DataAnnotations;

namespace Pricing.Pipeline.Storage;

/// <summary>How the storage account is reached, under the setting's name that Azure Functions uses.</summary>
public sealed record StorageOptions
{
    /// <summary>The name of the connection in the configuration.</summary>
    public const string Section = "AzureWebJobsStorage";

    /// <summary>A connection string; or null where <see cref="AccountName"/> is set.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>The account's name, reached with the identity of the process.</summary>
    [RegularExpression("^[a-z0-9]{3,24}$")]
    public string? AccountName { get; init; }

    /// <summary>The client id of the user-assigned identity; null for the system's or the developer's.</summary>
    public string? ClientId { get; init; }
}
