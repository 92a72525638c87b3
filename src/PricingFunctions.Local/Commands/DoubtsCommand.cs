using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pricing;
using Pricing.Files.Delimited;
using Pricing.Pipeline.Checks;
using Pricing.Pipeline.Values;

namespace PricingFunctions.Local.Commands;

/// <summary>
/// <c>doubts</c>: lists the final values whose basis is in doubt, and on which nobody has decided: those that a running host
/// knows of, or all after looking through the storage.
/// </summary>
internal static class DoubtsCommand
{
    /// <summary>The command and its options.</summary>
    public static Command Create() => StoredList.With(
        new Command(
            "doubts",
            "Lists as CSV the final values that would not be made today as they stand: their terms do not say what becomes of the exercise "
            + "price at a split, or corporate actions and decisions since lead to other figures. Without a running host it looks first."),
        (host, _, cancellationToken) => host.DoubtsAsync(cancellationToken),
        async (services, _, cancellationToken) =>
        {
            var found = services.GetRequiredService<BasisSearch>();
            await found.SeekAsync(cancellationToken);
            return await found.OpenAsync(cancellationToken).ToListAsync(cancellationToken);
        },
        Write);

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
                doubt.AmountPerRight,
                doubt.Reason);
        }
    }
}
