using System.CommandLine;
using PricingFunctions.Local.Azurite;
using Spectre.Console;

namespace PricingFunctions.Local.Commands;

/// <summary>Without a command: the local host with everything it needs, on this machine.</summary>
internal static class ServeCommand
{
    private const string DefaultDataFolder = ".azurite";

    /// <summary>The command and its options.</summary>
    public static RootCommand Create()
    {
        var port = OptionParsers.Port("--port", "Where the host listens, on loopback.", 7071);
        var feedPort = OptionParsers.Port("--feed-port", "Where the feed of the sample market data listens.", 7072);
        var azuritePort = OptionParsers.Port(
            "--azurite-port", "The first of Azurite's three ports: blob, queue, table.", AzuritePorts.Default.Blob, 65533);
        var data = new Option<string>("--data")
        {
            Description = "The folder of Azurite's data, from the repository's top.",
            HelpName = "folder",
            DefaultValueFactory = _ => DefaultDataFolder,
        };
        var root = new Option<string?>("--root")
        {
            Description = "The repository's top folder; found from the working folder upwards where it is not given.",
            HelpName = "folder",
        };
        var once = new Option<bool>("--once") { Description = "End after the sample night, with exit code 0." };

        var command = new RootCommand(
            "Values the sample night on this machine and stays up. It installs and starts Azurite, unless "
            + "AzureWebJobsStorage names a storage account or Azurite answers on the ports already.")
        {
            port, feedPort, azuritePort, data, root, once,
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
                    Root = top,
                },
                AnsiConsole.Console,
                cancellationToken);
        });
        return command;
    }
}
