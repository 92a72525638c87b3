using Azure;
using Pricing.Pipeline.Storage;
using PricingFunctions.Local.Processes;

namespace PricingFunctions.Local.Commands;

/// <summary>What can be seen to be wrong before anything is started, each in one line with the way out.</summary>
internal static class ServeChecks
{
    /// <summary>The ports of the host and of the feed must be free, and two.</summary>
    /// <param name="options">The ports.</param>
    /// <exception cref="SetupException">They are not.</exception>
    public static void Ports(ServeOptions options)
    {
        if (options.Port == options.FeedPort)
        {
            throw new SetupException($"Port {options.Port} cannot be both --port and --feed-port; choose two.");
        }

        if (!LoopbackPort.IsFree(options.Port))
        {
            throw new SetupException($"Port {options.Port} is in use; choose another one with --port.");
        }
    }

    /// <summary>The folder of Azurite's data must be there or can be made.</summary>
    /// <param name="options">The folder.</param>
    /// <exception cref="SetupException">It cannot be made.</exception>
    public static void DataFolder(ServeOptions options)
    {
        try
        {
            Directory.CreateDirectory(options.DataFolder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new SetupException(
                $"The folder {options.DataFolder} cannot be made ({FirstLine(refused)}); choose another one with --data.");
        }
    }

    /// <summary>Makes the tables and containers, which shows whether the account can be used.</summary>
    /// <param name="storage">The account.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <exception cref="SetupException">The account cannot be used.</exception>
    public static async Task StorageAsync(StorageOptions storage, CancellationToken cancellationToken)
    {
        try
        {
            await StorageClients.Create(storage).CreateAsync(cancellationToken);
        }
        catch (Exception refused) when (refused is FormatException or ArgumentException or RequestFailedException or AggregateException)
        {
            throw new SetupException(
                $"The account that {StorageOptions.Section} names cannot be used ({FirstLine(refused)}); correct it, or unset it to use Azurite.");
        }
    }

    private static string FirstLine(Exception failure) =>
        (failure is AggregateException several ? several.InnerExceptions[^1] : failure).Message.Split('\n')[0].Trim();
}
