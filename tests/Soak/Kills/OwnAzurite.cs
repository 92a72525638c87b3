using Pricing.Pipeline.Storage;
using PricingFunctions.Local;
using PricingFunctions.Local.Azurite;
using Testing;

namespace Soak.Kills;

/// <summary>An emulator with its data on the disk, which goes away and comes again on the same ports.</summary>
internal sealed class OwnAzurite : IAsyncDisposable
{
    private const string Kept = ".kept";

    private readonly AzuriteSettings settings = new()
    {
        Root = RepositoryRoot.Find(),
        Ports = AzuritePorts.From(FreePort.NextRange(3)),
        DataFolder = Path.Combine(Path.GetTempPath(), $"soak-azurite-{Guid.NewGuid():N}"),
    };

    private AzuriteProcess? running;

    /// <summary>Its account.</summary>
    public StorageOptions Account => new() { ConnectionString = AzuriteAccount.Development.ConnectionString(settings.Ports) };

    /// <summary>Starts it.</summary>
    /// <exception cref="SetupException">What is in the folder cannot be used.</exception>
    public async Task StartAsync() => running = await AzuriteProcess.StartAsync(settings, progress: null, CancellationToken.None);

    /// <summary>Stops it so that it writes all that it acknowledged.</summary>
    public async Task StopAsync()
    {
        if (running is not null) await running.DisposeAsync();
        running = null;
    }

    /// <summary>Ends it as a crash does.</summary>
    public async Task CrashAsync()
    {
        running!.Crash();
        await StopAsync();
    }

    /// <summary>Keeps what it has written to the disk of one of its services, as a crash now would leave it.</summary>
    /// <param name="service">The service: table or blob.</param>
    public void Keep(string service)
    {
        foreach (var file in Directory.EnumerateFiles(settings.DataFolder!, $"__azurite_db_{service}*.json"))
            File.Copy(file, file + Kept, overwrite: true);
    }

    /// <summary>Puts that back; it does not run meanwhile.</summary>
    public void PutBack()
    {
        foreach (var file in Directory.EnumerateFiles(settings.DataFolder!, $"*{Kept}"))
            File.Move(file, file[..^Kept.Length], overwrite: true);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (Directory.Exists(settings.DataFolder)) Directory.Delete(settings.DataFolder, recursive: true);
    }
}
