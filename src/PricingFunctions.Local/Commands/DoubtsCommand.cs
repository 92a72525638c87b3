using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pricing;
using Pricing.Files.Delimited;
using Pricing.Pipeline.Checks;
using Pricing.Pipeline.Controls.Access;
using Pricing.Pipeline.Values;
using PricingFunctions.Local.Nights;
using PricingFunctions.Local.Options;
using PricingFunctions.Local.Shell;

namespace PricingFunctions.Local.Commands;

/// <summary>
/// <c>doubts</c>: lists the final values whose basis is in doubt, and on which nobody has decided: those that a running host
/// knows of, or all after looking through the storage.
/// </summary>
internal static class DoubtsCommand
{
    /// <summary>The command and its options.</summary>
    public static Command Create()
    {
        var search = new StorageSearch(AccessKind.Values);
        var command = new Command(
            "doubts",
            "Lists as CSV the final values that would not be made today as they stand: their terms do not say what becomes of the exercise "
            + "price at a split, or corporate actions and decisions since lead to other figures. Without a running host it looks first.");
        search.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var output = StandardOutput.Open();
            return await search.RunAsync(
                parsed,
                async (host, user) =>
                {
                    using var running = new NightClient(host.Address, user);
                    Write(await running.DoubtsAsync(cancellationToken), output);
                    return ExitCode.Success;
                },
                async services =>
                {
                    var found = services.GetRequiredService<BasisSearch>();
                    await found.SeekAsync(cancellationToken);
                    Write(await found.OpenAsync(cancellationToken).ToListAsync(cancellationToken), output);
                    return ExitCode.Success;
                },
                cancellationToken);
        });
        return command;
    }

    private static void Write(IReadOnlyList<BasisDoubt> doubts, TextWriter output)
    {
        CsvText.WriteRow(output, "issuer", "grant_id", "measurement_date", "version", "amount_per_right", "reason");
        foreach (var doubt in doubts)
        {
            CsvText.WriteRow(
                output,
                doubt.Issuer,
                doubt.GrantId,
                DateText.Of(doubt.MeasurementDate),
                doubt.Version.ToString(CultureInfo.InvariantCulture),
                CsvField.Figure(doubt.AmountPerRight),
                doubt.Reason);
        }
    }
}
