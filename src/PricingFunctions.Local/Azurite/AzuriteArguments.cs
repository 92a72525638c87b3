using System.Diagnostics;
using System.Globalization;
using PricingFunctions.Local.Node;

namespace PricingFunctions.Local.Azurite;

/// <summary>The command line of Azurite.</summary>
internal static class AzuriteArguments
{
    private const string AccountsVariable = "AZURITE_ACCOUNTS";

    /// <summary>What to start.</summary>
    /// <param name="node">Node.js.</param>
    /// <param name="script">Azurite's program.</param>
    /// <param name="settings">Ports, data folder and accounts.</param>
    public static ProcessStartInfo For(string node, string script, AzuriteSettings settings)
    {
        var start = new ProcessStartInfo(node, ["--require", OwnedNode.Script, script])
        {
            WorkingDirectory = settings.Root,
        };
        foreach (var (port, service) in AzuriteProbe.Services(settings.Ports))
        {
            var name = service.ToLowerInvariant();
            Add(start, $"--{name}Host", "127.0.0.1");
            Add(start, $"--{name}Port", port.ToString(CultureInfo.InvariantCulture));
        }

        // Newer clients than Azurite knows send newer versions, which differ in nothing used here.
        Add(start, "--skipApiVersionCheck", "--disableTelemetry", "--silent");
        if (settings.DataFolder is { } folder)
            Add(start, "--location", Path.GetFullPath(folder, settings.Root));
        else
            Add(start, "--inMemoryPersistence");

        start.Environment[AccountsVariable] =
            string.Join(';', settings.Accounts.Select(account => $"{account.Name}:{account.Key}"));
        return start;
    }

    private static void Add(ProcessStartInfo start, params ReadOnlySpan<string> arguments)
    {
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
    }
}
