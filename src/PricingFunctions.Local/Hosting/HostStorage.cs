using Microsoft.Extensions.Configuration;
using PricingFunctions.Local.Azurite;
using Spectre.Console;

namespace PricingFunctions.Local.Hosting;

/// <summary>The storage under a piece of work: opened before it, said, and closed after it; its troubles are one line.</summary>
internal static class HostStorage
{
    /// <summary>Does a piece of work on the storage.</summary>
    /// <param name="options">Ports and folders.</param>
    /// <param name="user">The user's settings.</param>
    /// <param name="console">Where people read along.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Stops the opening.</param>
    /// <returns>What the work returns.</returns>
    /// <exception cref="SetupException">The storage cannot be had or used.</exception>
    public static async Task<int> UseAsync(
        ServeOptions options, IConfiguration user, IAnsiConsole console, Func<LocalStorage, Task<int>> work, CancellationToken cancellationToken)
    {
        await using var storage = await console.Status().StartAsync(
            "Preparing the storage",
            status => LocalStorage.OpenAsync(
                new AzuriteSettings
                {
                    Root = options.Root,
                    Ports = options.AzuritePorts,
                    DataFolder = options.DataFolder,
                },
                user,
                new StatusProgress(status),
                cancellationToken));
        ServeChecks.Storage(storage.Options);
        console.MarkupLineInterpolated($"Storage: {storage.Description}");
        try
        {
            return await work(storage);
        }
        catch (Exception failure) when (StorageTrouble.Is(failure))
        {
            throw new SetupException(await storage.ExplainAsync(failure, cancellationToken));
        }
    }
}
