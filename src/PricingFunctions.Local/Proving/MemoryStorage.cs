using Pricing.Pipeline.Storage;
using PricingFunctions.Local.Azurite;

namespace PricingFunctions.Local.Proving;

/// <summary>An empty storage in memory, gone with the command that opened it: where packages are proven.</summary>
internal sealed class MemoryStorage : IAsyncDisposable
{
    private readonly AzuriteProcess azurite;

    private MemoryStorage(AzuriteProcess azurite) => this.azurite = azurite;

    /// <summary>How it is reached.</summary>
    public StorageOptions Options => new() { ConnectionString = azurite.ConnectionString() };

    /// <summary>Opens one, on ports that are free.</summary>
    /// <param name="root">The repository's top folder.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="SetupException">Azurite cannot be had.</exception>
    public static async Task<MemoryStorage> OpenAsync(string root, CancellationToken cancellationToken) =>
        new(await AzuriteProcess.StartAsync(new() { Root = root, Ports = AzuritePorts.Free }, progress: null, cancellationToken));

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => azurite.DisposeAsync();
}
