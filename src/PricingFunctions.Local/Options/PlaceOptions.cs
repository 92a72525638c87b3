using System.CommandLine;
using PricingFunctions.Local.Azurite;
using PricingFunctions.Local.Running;

namespace PricingFunctions.Local.Options;

/// <summary>The options of a command that works on a storage, by the host that runs on it or without one.</summary>
internal sealed class PlaceOptions
{
    private readonly Option<int> port = HostOptions.Port("Where a running host listens; else the one that works on the data folder is found.");
    private readonly Option<int> azuritePort = HostOptions.AzuritePort();
    private readonly Option<string> data = HostOptions.Data();
    private readonly Option<string?> root = HostOptions.Root();

    /// <summary>Adds them to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Options.Add(port);
        command.Options.Add(azuritePort);
        command.Options.Add(data);
        command.Options.Add(root);
    }

    /// <summary>What they say.</summary>
    /// <param name="parsed">The command line.</param>
    public StoragePlace Of(ParseResult parsed) => new(
        HostOptions.IsStated(parsed, port) ? parsed.GetValue(port) : null,
        AzuritePorts.From(parsed.GetValue(azuritePort)),
        parsed.GetValue(data)!,
        HostOptions.IsStated(parsed, data),
        parsed.GetValue(root));
}
