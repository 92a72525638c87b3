using System.CommandLine;
using Pricing;
using PricingFunctions.Local.Hosting;
using PricingFunctions.Local.Nights;
using PricingFunctions.Local.Options;
using PricingFunctions.Local.Running;
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
            Description = "The business date to value, in any form that files may have: for a grant-date value the allotment date, or the business date after it.",
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
        var place = new PlaceOptions();
        var command = new Command(
            "night",
            "Values a date, by the host that runs on the data folder or without one in the folder itself, and prints the current value of every grant for it. "
            + "Exit code 0 if every value was found, 3 if some failed, 2 if the date cannot be valued, 1 if the host or its storage failed.")
        {
            date, reason, askedBy,
        };
        reason.AsTyped(TypedText.LongestReason);
        askedBy.AsTyped(TypedText.LongestName);
        place.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var (top, user, search) = HostSettings.ReadFor(place.Of(parsed));
            return OneNight.RunAsync(
                new()
                {
                    Port = search.Port ?? HostSearch.StandardPort,
                    AzuritePorts = search.AzuritePorts,
                    DataFolder = search.DataFolder,
                    Root = top,
                },
                user,
                search,
                new(Plain(parsed.GetRequiredValue(date)), parsed.GetValue(reason)!, parsed.GetValue(askedBy)!),
                AnsiConsole.Console,
                cancellationToken);
        });
        return command;
    }

    // What is no date is refused by the host, with the same words as over HTTP.
    private static string Plain(string text) => OptionParsers.TryDate(text, out var date) ? DateText.Of(date) : text;
}
