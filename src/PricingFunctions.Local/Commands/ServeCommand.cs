using System.CommandLine;
using PricingFunctions.Local.Azurite;
using PricingFunctions.Local.Hosting;
using PricingFunctions.Local.Options;
using Spectre.Console;

namespace PricingFunctions.Local.Commands;

/// <summary>Without a command: the local host with everything it needs, on this machine.</summary>
internal static class ServeCommand
{
    /// <summary>The command and its options.</summary>
    public static RootCommand Create()
    {
        var port = HostOptions.Port("Where the host listens, on loopback.");
        var feedPort = OptionParsers.Port("--feed-port", "Where the feed of the sample market data listens.", 7072);
        var azuritePort = HostOptions.AzuritePort();
        var data = HostOptions.Data();
        var root = HostOptions.Root();
        var once = new Option<bool>("--once") { Description = "End after the first night, with exit code 0; 1 if it failed, or was stopped before." };
        var noSamples = new Option<bool>("--no-samples")
        {
            Description = "Begin empty: no sample grants and no sample feed; without a key of J-Quants market data come from files. "
                + $"Storage that was begun so stays so. The setting {HostSettings.Samples} = false is the same.",
        };

        var command = new RootCommand(
            "Values the sample night on this machine and stays up. It installs and starts Azurite, unless "
            + "AzureWebJobsStorage names a storage account or Azurite answers on the ports already.")
        {
            port, feedPort, azuritePort, data, root, once, noSamples,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var top = RepositoryRoot.Find(parsed.GetValue(root));
            return LocalHost.RunAsync(
                new()
                {
                    Port = parsed.GetValue(port),
                    FeedPort = parsed.GetValue(feedPort),
                    AzuritePorts = AzuritePorts.From(parsed.GetValue(azuritePort)),
                    DataFolder = Path.GetFullPath(parsed.GetValue(data)!, top),
                    Once = parsed.GetValue(once),
                    Samples = !parsed.GetValue(noSamples),
                    Root = top,
                },
                AnsiConsole.Console,
                cancellationToken);
        });
        return command;
    }
}
