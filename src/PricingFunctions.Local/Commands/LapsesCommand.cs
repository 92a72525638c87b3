using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pricing;
using Pricing.Files.Delimited;
using Pricing.Pipeline.Controls.Access;
using Pricing.Pipeline.Settlements;
using PricingFunctions.Local.Nights;
using PricingFunctions.Local.Options;
using PricingFunctions.Local.Shell;

namespace PricingFunctions.Local.Commands;

/// <summary><c>lapses</c>: lists the rights that can be exercised no more, and whose lapse awaits a document.</summary>
internal static class LapsesCommand
{
    /// <summary>The command and its options.</summary>
    public static Command Create()
    {
        var issuer = new Option<string?>("--issuer") { HelpName = "issuer", Description = "Of one company; of all if it is not given." };
        var on = OptionParsers.OptionalDate("--on", "The day; today in Japan if it is not given.");
        var command = new Command(
            "lapses",
            "Lists as CSV the rights that can be exercised no more, with their last day. Each counts as lapsed once an event lapsed with its document is taken in.")
        {
            issuer, on,
        };
        var search = new StorageSearch(AccessKind.Values);
        search.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (ofIssuer, day) = (parsed.GetValue(issuer), parsed.GetValue(on));
            await using var output = StandardOutput.Open();
            return await search.RunAsync(
                parsed,
                async (host, user) =>
                {
                    using var running = new NightClient(host.Address, user);
                    Write(await running.LapsesAsync(ofIssuer, day, cancellationToken), output);
                    return ExitCode.Success;
                },
                async services =>
                {
                    var lives = services.GetRequiredService<GrantLives>();
                    Write(await lives.LapsesAsync(ofIssuer, day, cancellationToken).ToListAsync(cancellationToken), output);
                    return ExitCode.Success;
                },
                cancellationToken);
        });
        return command;
    }

    private static void Write(IReadOnlyList<ProposedLapse> lapses, TextWriter output)
    {
        CsvText.WriteRow(output, "issuer", "grant_id", "holder", "rights", "last_day", "from", "section", "reason");
        foreach (var lapse in lapses)
        {
            CsvText.WriteRow(
                output,
                lapse.Issuer,
                lapse.GrantId,
                lapse.Holder ?? "",
                lapse.Rights?.ToString(CultureInfo.InvariantCulture) ?? "",
                DateText.Of(lapse.LastDay),
                DateText.Of(lapse.From),
                lapse.Section,
                lapse.Reason);
        }
    }
}
