using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pricing;
using Pricing.Files.Delimited;
using Pricing.Pipeline;
using Pricing.Pipeline.Checks;
using Pricing.Pipeline.Storage;
using PricingFunctions.Local.Azurite;
using PricingFunctions.Local.Hosting;

namespace PricingFunctions.Local.Commands;

/// <summary>
/// <c>doubts</c>: looks through what is stored for final values whose terms do not say what becomes of the exercise price
/// at a split, and lists those that nobody has decided on.
/// </summary>
internal static class DoubtsCommand
{
    private const string Header = "issuer,grant_id,measurement_date,version,amount_per_right,reason";

    /// <summary>The command and its options.</summary>
    public static Command Create()
    {
        var azuritePort = OptionParsers.Port(
            "--azurite-port", "The first of Azurite's three ports: blob, queue, table.", AzuritePorts.Default.Blob, 65533);
        var data = new Option<string>("--data")
        {
            Description = "The folder of Azurite's data, from the repository's top.",
            HelpName = "folder",
            DefaultValueFactory = _ => ".azurite",
        };
        var root = new Option<string?>("--root")
        {
            Description = "The repository's top folder; found from the working folder upwards where it is not given.",
            HelpName = "folder",
        };
        var command = new Command(
            "doubts",
            "Lists as CSV the final values that would be refused today, since their terms do not say what becomes of the "
            + "exercise price at a split or a consolidation. While a host runs on the same storage, ask it: GET /api/doubts.")
        {
            azuritePort, data, root,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var top = RepositoryRoot.Find(parsed.GetValue(root));
            await using var output = StandardOutput.Open();
            return await RunAsync(
                new()
                {
                    Root = top,
                    Ports = AzuritePorts.From(parsed.GetValue(azuritePort)),
                    DataFolder = Path.GetFullPath(parsed.GetValue(data)!, top),
                },
                output,
                cancellationToken);
        });
        return command;
    }

    private static async Task<int> RunAsync(AzuriteSettings azurite, TextWriter output, CancellationToken cancellationToken)
    {
        await using var storage = await LocalStorage.OpenAsync(azurite, progress: null, cancellationToken);
        try
        {
            await using var services = new ServiceCollection()
                .AddSingleton<IConfiguration>(HostSettings.Read(azurite.Root))
                .AddLogging()
                .AddSingleton(StorageClients.Create(storage.Options))
                .AddPipeline()
                .BuildServiceProvider();
            await services.GetRequiredService<PipelineStorage>().CreateAsync(cancellationToken);
            var search = services.GetRequiredService<BasisSearch>();
            await search.SeekAsync(cancellationToken);
            await output.WriteLineAsync(Header);
            await foreach (var doubt in search.OpenAsync(cancellationToken))
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

            return ExitCode.Success;
        }
        catch (Exception failure) when (StorageTrouble.Is(failure))
        {
            throw new SetupException(await storage.ExplainAsync(failure, cancellationToken));
        }
    }
}
