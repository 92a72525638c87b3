using Pricing.Pipeline.Storage;
using PricingFunctions.Local.Processes;

namespace PricingFunctions.Local.Hosting;

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

    /// <summary>What names the storage account must have the form of a connection string or of an account.</summary>
    /// <param name="storage">The account.</param>
    /// <exception cref="SetupException">It has not.</exception>
    public static void Storage(StorageOptions storage)
    {
        try
        {
            StorageClients.Create(storage);
        }
        catch (Exception refused) when (refused is FormatException or ArgumentException)
        {
            throw new SetupException($"The storage account cannot be used: {StorageOptions.Section}: {refused.Message.Split('\n')[0].Trim()}");
        }
    }
}
