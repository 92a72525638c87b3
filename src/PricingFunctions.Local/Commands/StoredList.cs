using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Pipeline;
using Pricing.Pipeline.Storage;
using PricingFunctions.Local.Azurite;
using PricingFunctions.Local.Hosting;
using PricingFunctions.Local.Nights;
using PricingFunctions.Local.Running;
using PricingFunctions.Local.Shell;

namespace PricingFunctions.Local.Commands;

/// <summary>Commands that list something stored: by the host that runs on the data folder, or without one from the storage itself.</summary>
internal static class StoredList
{
    /// <summary>Gives a command the options that say where, and what it lists.</summary>
    /// <typeparam name="T">What it lists.</typeparam>
    /// <param name="command">The command.</param>
    /// <param name="ofHost">Asks a running host.</param>
    /// <param name="ofStorage">Asks the services of the pipeline on the storage.</param>
    /// <param name="write">Writes the list.</param>
    public static Command With<T>(
        Command command,
        Func<NightClient, ParseResult, CancellationToken, Task<IReadOnlyList<T>>> ofHost,
        Func<IServiceProvider, ParseResult, CancellationToken, Task<IReadOnlyList<T>>> ofStorage,
        Action<IReadOnlyList<T>, TextWriter> write)
    {
        var port = HostOptions.Port("Where a running host listens; else the one that works on the data folder is found.");
        var azuritePort = HostOptions.AzuritePort();
        var data = HostOptions.Data();
        var root = HostOptions.Root();
        foreach (var option in new Option[] { port, azuritePort, data, root }) command.Options.Add(option);
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
            var user = HostSettings.Read(top);
            await using var output = StandardOutput.Open();
            if (await search.FindAsync(cancellationToken) is { } host)
            {
                using var running = new NightClient(host.Address, user);
                write(await ofHost(running, parsed, cancellationToken), output);
            }
            else
            {
                AzuriteSettings azurite = new() { Root = top, Ports = ports, DataFolder = folder };
                write(await OfStorageAsync(azurite, user, services => ofStorage(services, parsed, cancellationToken), cancellationToken), output);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static async Task<T> OfStorageAsync<T>(
        AzuriteSettings azurite, IConfiguration user, Func<IServiceProvider, Task<T>> ask, CancellationToken cancellationToken)
    {
        await using var storage = await LocalStorage.OpenAsync(azurite, progress: null, cancellationToken);
        try
        {
            await using var services = new ServiceCollection()
                .AddSingleton(user)
                .AddLogging()
                .AddSingleton(StorageClients.Create(storage.Options))
                .AddPipeline()
                .BuildServiceProvider();
            await PipelineStart.CheckAsync(services, cancellationToken);
            return await ask(services);
        }
        catch (Exception failure) when (StorageTrouble.Is(failure))
        {
            throw new SetupException(await storage.ExplainAsync(failure, cancellationToken));
        }
    }
}
