using System.CommandLine;
using PricingFunctions.Local.Azurite;
using PricingFunctions.Local.Hosting;
using PricingFunctions.Local.Nights;
using PricingFunctions.Local.Options;
using Spectre.Console;

namespace PricingFunctions.Local.Commands;

/// <summary><c>night DATE</c>: values a date, by the running host or on the storage by itself.</summary>
internal static class NightCommand
{
    private const string Reason = "asked for on the command line";

    /// <summary>The command, its argument and its options.</summary>
    public static Command Create()
    {
        var date = new Argument<string>("date")
        {
            HelpName = "DATE",
            Description = "The business date to value, yyyy-MM-dd: for a grant-date value the allotment date, or the business date after it.",
        };
        var reason = new Option<string>("--reason")
        {
            Description = "Why; stored with the run.",
            HelpName = "text",
            DefaultValueFactory = _ => Reason,
        };
        var askedBy = new Option<string>("--by")
        {
            Description = "Who asks; stored with the run.",
            HelpName = "name",
            DefaultValueFactory = _ => Environment.UserName,
        };
        var port = HostOptions.Port("Where a running host listens; else the one that works on the data folder is found.");
        var azuritePort = HostOptions.AzuritePort();
        var data = HostOptions.Data();
        var root = HostOptions.Root();

        var command = new Command(
            "night",
            "Values a date, by the host that runs on the data folder or without one in the folder itself, and prints the current value of every grant for it. "
            + "Exit code 0 if every value was found, 3 if some failed, 2 if the date cannot be valued, 1 if the host or its storage failed.")
        {
            date, reason, askedBy, port, azuritePort, data, root,
        };
        command.SetAction((parsed, cancellationToken) =>
        {
            var top = RepositoryRoot.Find(parsed.GetValue(root));
            var options = new ServeOptions
            {
                Port = parsed.GetValue(port),
                AzuritePorts = AzuritePorts.From(parsed.GetValue(azuritePort)),
                DataFolder = Path.GetFullPath(parsed.GetValue(data)!, top),
                Root = top,
            };
            return OneNight.RunAsync(
                options,
                new()
                {
                    Port = HostOptions.IsStated(parsed, port) ? options.Port : null,
                    DataFolder = options.DataFolder,
                    IsFolderStated = HostOptions.IsStated(parsed, data),
                    AzuritePorts = options.AzuritePorts,
                },
                new(parsed.GetRequiredValue(date), parsed.GetValue(reason)!, parsed.GetValue(askedBy)!),
                AnsiConsole.Console,
                cancellationToken);
        });
        return command;
    }
}
