using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pricing;
using Pricing.Files.Delimited;
using Pricing.Pipeline;
using Pricing.Pipeline.Checks;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Values;
using PricingFunctions.Local.Azurite;
using PricingFunctions.Local.Hosting;
using PricingFunctions.Local.Nights;
using PricingFunctions.Local.Running;
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
        var port = HostOptions.Port("Where a running host listens; else the one that works on the data folder is found.");
        var azuritePort = HostOptions.AzuritePort();
        var data = HostOptions.Data();
        var root = HostOptions.Root();
        var command = new Command(
            "doubts",
            "Lists as CSV the final values that would not be made today as they stand: their terms do not say what becomes of the exercise "
            + "price at a split, or corporate actions and decisions since lead to other figures. Without a running host it looks first.")
        {
            port, azuritePort, data, root,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var top = RepositoryRoot.Find(parsed.GetValue(root));
            var folder = Path.GetFullPath(parsed.GetValue(data)!, top);
            var ports = AzuritePorts.From(parsed.GetValue(azuritePort));
            var search = new HostSearch
            {
                Port = HostOptions.IsStated(parsed, port) ? parsed.GetValue(port) : null,
                DataFolder = folder,
                IsFolderStated = HostOptions.IsStated(parsed, data),
                AzuritePorts = ports,
                Account = LocalStorage.Configured(),
            };
            if (search.Account is { } account) ServeChecks.Storage(account);
            await using var output = StandardOutput.Open();
            return await RunAsync(search, new() { Root = top, Ports = ports, DataFolder = folder }, output, cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        HostSearch search, AzuriteSettings azurite, TextWriter output, CancellationToken cancellationToken)
    {
        var user = HostSettings.Read(azurite.Root);
        if (await search.FindAsync(cancellationToken) is { } host)
        {
            using var running = new NightClient(host.Address, user);
            Write(await running.DoubtsAsync(cancellationToken), output);
            return ExitCode.Success;
        }

        await using var storage = await LocalStorage.OpenAsync(azurite, progress: null, cancellationToken);
        try
        {
            await using var services = new ServiceCollection()
                .AddSingleton<IConfiguration>(user)
                .AddLogging()
                .AddSingleton(StorageClients.Create(storage.Options))
                .AddPipeline()
                .BuildServiceProvider();
            await PipelineStart.CheckAsync(services, cancellationToken);
            var found = services.GetRequiredService<BasisSearch>();
            await found.SeekAsync(cancellationToken);
            Write(await found.OpenAsync(cancellationToken).ToListAsync(cancellationToken), output);
            return ExitCode.Success;
        }
        catch (Exception failure) when (StorageTrouble.Is(failure))
        {
            throw new SetupException(await storage.ExplainAsync(failure, cancellationToken));
        }
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
                doubt.AmountPerRight,
                doubt.Reason);
        }
    }
}
