using PricingFunctions.Local.Azurite;
using Spectre.Console;

namespace PricingFunctions.Local.Commands;

/// <summary>What the local host does between its start and its end.</summary>
internal static class LocalHost
{
    /// <summary>Runs until the sample night is over, or until it is told to stop.</summary>
    /// <param name="options">Ports and folders.</param>
    /// <param name="console">Where people read along.</param>
    /// <param name="cancellationToken">Ctrl-C, or SIGTERM.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="SetupException">Something that is needed is missing.</exception>
    public static async Task<int> RunAsync(ServeOptions options, IAnsiConsole console, CancellationToken cancellationToken)
    {
        try
        {
            await using var storage = await console.Status().StartAsync(
                "Preparing the storage",
                status => LocalStorage.OpenAsync(options, new StatusProgress(status), cancellationToken));
            console.MarkupLineInterpolated($"Storage: {storage.Description}");
            if (!options.Once)
                await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            console.WriteLine("Stopped.");
        }

        return ExitCode.Success;
    }
}
