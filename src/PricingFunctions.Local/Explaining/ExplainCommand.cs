using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pricing;
using Pricing.Pipeline;
using Pricing.Pipeline.Explanations;
using Pricing.Pipeline.Storage;
using PricingFunctions.Local.Analyses;
using PricingFunctions.Local.Azurite;
using PricingFunctions.Local.Commands;
using PricingFunctions.Local.Hosting;
using PricingFunctions.Local.Nights;
using PricingFunctions.Local.Running;
using PricingFunctions.Local.Shell;

namespace PricingFunctions.Local.Explaining;

/// <summary>
/// <c>explain ISSUER GRANT</c>: a stored value recomputed from the evidence that was kept with it, every intermediate line by line,
/// and compared with what is stored. A running host is asked; without one the data folder is read.
/// </summary>
internal static class ExplainCommand
{
    /// <summary>The command, its arguments and options.</summary>
    public static Command Create()
    {
        var issuer = new Argument<string>("issuer") { HelpName = "ISSUER", Description = "The issuer, as its grant names it." };
        var grant = new Argument<string>("grant") { HelpName = "GRANT", Description = "The grant." };
        var date = OptionParsers.Date("--date", "The measurement date of the value; the grant date where it is not stated.");
        date.Required = false;
        var version = new Option<int?>("--version") { Description = "The version of the value; the newest where it is not stated.", HelpName = "number" };
        var policy = new Option<string?>("--policy") { Description = "Another policy, to see what it makes of the same inputs.", HelpName = "name" };
        var port = HostOptions.Port("Where a running host listens; else the one that works on the data folder is found.");
        var azuritePort = HostOptions.AzuritePort();
        var data = HostOptions.Data();
        var root = HostOptions.Root();
        var analysis = new AnalysisOptions();
        var command = new Command(
            "explain",
            "Explains a stored value: recomputes it from the evidence that was kept with it, lists every intermediate, and compares. "
            + "Exit code 0 if every figure is as it is stored, 3 if one is not or there is no such value.")
        {
            issuer, grant, date, version, policy, port, azuritePort, data, root,
        };
        analysis.AddTo(command, alwaysExplains: true);
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
            var request = new ExplanationRequest(parsed.GetRequiredValue(issuer), parsed.GetRequiredValue(grant))
            {
                Date = HostOptions.IsStated(parsed, date) ? parsed.GetValue(date) : null,
                Version = parsed.GetValue(version),
                Policy = parsed.GetValue(policy),
                Analysis = analysis.Read(parsed),
            };
            var explained = await ExplainAsync(request, search, new() { Root = top, Ports = ports, DataFolder = folder }, cancellationToken);
            return await WriteAsync(explained, analysis.IsJson(parsed));
        });
        return command;
    }

    private static async Task<Outcome<ValueExplanation>> ExplainAsync(
        ExplanationRequest request, HostSearch search, AzuriteSettings azurite, CancellationToken cancellationToken)
    {
        var user = HostSettings.Read(azurite.Root);
        if (await search.FindAsync(cancellationToken) is { } host)
        {
            using var running = new NightClient(host.Address, user);
            return await running.ExplainAsync(request, cancellationToken);
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
            return await services.GetRequiredService<ValueExplainer>().ExplainAsync(request, cancellationToken);
        }
        catch (Exception failure) when (StorageTrouble.Is(failure))
        {
            throw new SetupException(await storage.ExplainAsync(failure, cancellationToken));
        }
    }

    private static async Task<int> WriteAsync(Outcome<ValueExplanation> explained, bool isJson)
    {
        if (!explained.TryGet(out var explanation))
        {
            foreach (var failure in explained.Failures) await Console.Error.WriteLineAsync(failure.ToString());
            return ExitCode.NotComputed;
        }

        await using var output = StandardOutput.Open();
        if (isJson) await output.WriteLineAsync(JsonSerializer.Serialize(explanation, ExplanationJson.Readable.ValueExplanation));
        else ExplanationText.Write(output, explanation);
        return explanation.IsReproduced == false ? ExitCode.NotComputed : ExitCode.Success;
    }
}
