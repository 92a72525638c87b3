using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Papers;
using Pricing.Pipeline;
using Pricing.Pipeline.Storage;
using PricingFunctions.Local.Azurite;
using PricingFunctions.Local.Hosting;
using PricingFunctions.Local.Running;

namespace PricingFunctions.Local.Options;

/// <summary>
/// How a command that reads comes to the storage: by the host that works on it, or without one by what it starts itself.
/// </summary>
internal sealed class StorageSearch
{
    private readonly Option<int> port = HostOptions.Port("Where a running host listens; else the one that works on the data folder is found.");
    private readonly Option<int> azuritePort = HostOptions.AzuritePort();
    private readonly Option<string> data = HostOptions.Data();
    private readonly Option<string?> root = HostOptions.Root();

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command)
    {
        command.Options.Add(port);
        command.Options.Add(azuritePort);
        command.Options.Add(data);
        command.Options.Add(root);
    }

    /// <summary>Asks the host that runs, or reads by itself.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="ask">Asks a host; it is given the settings too.</param>
    /// <param name="read">Reads with the services of the pipeline and the papers.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="SetupException">The storage cannot be used.</exception>
    public async Task<int> RunAsync(
        ParseResult parsed,
        Func<RunningHost, IConfiguration, Task<int>> ask,
        Func<IServiceProvider, Task<int>> read,
        CancellationToken cancellationToken)
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
        if (await search.FindAsync(cancellationToken) is { } host) return await ask(host, user);

        await using var storage = await LocalStorage.OpenAsync(
            new() { Root = top, Ports = ports, DataFolder = folder }, progress: null, cancellationToken);
        try
        {
            await using var services = new ServiceCollection()
                .AddSingleton<IConfiguration>(user)
                .AddLogging()
                .AddSingleton(StorageClients.Create(storage.Options))
                .AddPipeline()
                .AddPapers()
                .BuildServiceProvider();
            await PipelineStart.CheckAsync(services, cancellationToken);
            return await read(services);
        }
        catch (Exception failure) when (StorageTrouble.Is(failure))
        {
            throw new SetupException(await storage.ExplainAsync(failure, cancellationToken));
        }
    }
}
