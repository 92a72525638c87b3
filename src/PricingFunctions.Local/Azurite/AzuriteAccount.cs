namespace PricingFunctions.Local.Azurite;

/// <summary>A storage account that Azurite serves.</summary>
/// <param name="Name">The account's name.</param>
/// <param name="Key">Its key in base 64.</param>
public sealed record AzuriteAccount(string Name, string Key)
{
    /// <summary>The account that Azurite serves by default; its key is public and the same everywhere.</summary>
    public static AzuriteAccount Development { get; } = new(
        "devstoreaccount1",
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==");

    /// <summary>How a storage client reaches the account.</summary>
    /// <param name="ports">Azurite's ports.</param>
    public string ConnectionString(AzuritePorts ports) =>
        $"DefaultEndpointsProtocol=http;AccountName={Name};AccountKey={Key};"
        + $"BlobEndpoint=http://127.0.0.1:{ports.Blob}/{Name};"
        + $"QueueEndpoint=http://127.0.0.1:{ports.Queue}/{Name};"
        + $"TableEndpoint=http://127.0.0.1:{ports.Table}/{Name};";
}
