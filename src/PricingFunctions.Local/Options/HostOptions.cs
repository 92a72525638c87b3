using System.CommandLine;
using PricingFunctions.Local.Azurite;

namespace PricingFunctions.Local.Options;

/// <summary>The options that say where a host and its storage are, the same in every command.</summary>
internal static class HostOptions
{
    private const int StandardPort = 7071;
    private const int LastAzuritePort = 65533;
    private const string DefaultDataFolder = ".azurite";

    /// <summary>The host's port.</summary>
    /// <param name="description">What the command does with it.</param>
    public static Option<int> Port(string description) => OptionParsers.Port("--port", description, StandardPort);

    /// <summary>The first of Azurite's ports.</summary>
    public static Option<int> AzuritePort() => OptionParsers.Port(
        "--azurite-port", "The first of Azurite's three ports: blob, queue, table.", AzuritePorts.Default.Blob, LastAzuritePort);

    /// <summary>The folder of Azurite's data.</summary>
    public static Option<string> Data() => new Option<string>("--data")
    {
        Description = "The folder of Azurite's data, from the repository's top.",
        HelpName = "folder",
        DefaultValueFactory = _ => DefaultDataFolder,
    }.AsPlace();

    /// <summary>Whether an option stands on the command line.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="option">The option.</param>
    public static bool IsStated(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>The repository's top folder.</summary>
    public static Option<string?> Root() => new Option<string?>("--root")
    {
        Description = "The repository's top folder; found from the working folder upwards where it is not given.",
        HelpName = "folder",
    }.AsPlace();
}
