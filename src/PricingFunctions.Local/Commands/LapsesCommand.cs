using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pricing;
using Pricing.Files.Delimited;
using Pricing.Pipeline.Settlements;

namespace PricingFunctions.Local.Commands;

/// <summary><c>lapses</c>: lists the rights that can be exercised no more, and whose lapse awaits a document.</summary>
internal static class LapsesCommand
{
    /// <summary>The command and its options.</summary>
    public static Command Create()
    {
        var issuer = new Option<string?>("--issuer") { HelpName = "issuer", Description = "Of one company; of all if it is not given." };
        var on = new Option<DateOnly?>("--on")
        {
            HelpName = "yyyy-MM-dd",
            Description = "The day; today in Japan if it is not given.",
            CustomParser = result => OptionParsers.TryDate(result.Tokens[^1].Value, out var date)
                ? date
                : OptionParsers.Refuse<DateOnly?>(result, "--on", "not a date of the form yyyy-MM-dd"),
        };
        var command = new Command(
            "lapses",
            "Lists as CSV the rights that can be exercised no more, with their last day. Each counts as lapsed once an event lapsed with its document is taken in.")
        {
            issuer, on,
        };
        return StoredList.With(
            command,
            (host, parsed, cancellationToken) => host.LapsesAsync(parsed.GetValue(issuer), parsed.GetValue(on), cancellationToken),
            async (services, parsed, cancellationToken) => await services.GetRequiredService<GrantLives>()
                .LapsesAsync(parsed.GetValue(issuer), parsed.GetValue(on), cancellationToken)
                .ToListAsync(cancellationToken),
            Write);
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
