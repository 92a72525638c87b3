namespace PricingFunctions.Local.Azurite;

/// <summary>How Azurite is run.</summary>
public sealed record AzuriteSettings
{
    /// <summary>The top folder of the repository.</summary>
    public required string Root { get; init; }

    /// <summary>The ports.</summary>
    public AzuritePorts Ports { get; init; } = AzuritePorts.Default;

    /// <summary>The folder of the data; null to keep it in memory, to be lost with the process.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Whether the folder must hold data already: who only reads makes none of a mistyped name.</summary>
    public bool MustHoldData { get; init; }

    /// <summary>The folders to find node and npm in, in the form of the PATH; null for the PATH.</summary>
    public string? SearchPath { get; init; }

    /// <summary>The accounts to serve.</summary>
    public IReadOnlyList<AzuriteAccount> Accounts { get; init; } = [AzuriteAccount.Development];
}
