using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pricing.Papers;
using Pricing.Pipeline;
using Pricing.Pipeline.Controls.Access;
using Pricing.Pipeline.Storage;
using Pricing.Proof;
using PricingFunctions.Local.Azurite;
using PricingFunctions.Local.Hosting;
using PricingFunctions.Local.Running;

namespace PricingFunctions.Local.Options;

/// <summary>
/// How a command that reads comes to the storage: by the host that works on it, or without one by what it starts itself.
/// </summary>
/// <param name="noted">As what it is noted in the access log where the command reads by itself; null where it is not. A host notes what it is asked.</param>
internal sealed class StorageSearch(AccessKind? noted = null)
{
    private readonly PlaceOptions place = new();

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public void AddTo(Command command) => place.AddTo(command);

    /// <summary>Asks the host that runs, or reads by itself.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="ask">Asks a host; it is given the settings too.</param>
    /// <param name="read">Reads with the services of the pipeline and the papers.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="SetupException">The storage cannot be used.</exception>
    public Task<int> RunAsync(
        ParseResult parsed,
        Func<RunningHost, IConfiguration, Task<int>> ask,
        Func<IServiceProvider, Task<int>> read,
        CancellationToken cancellationToken) =>
        RunAsync(parsed, ask, read, PipelineStart.CheckAsync, mustHoldData: true, cancellationToken);

    /// <summary>Reads by itself, also where a host works on the storage. Nothing is written but the note in the access log.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="read">Reads with the services of the pipeline, the papers and the proof.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="SetupException">The storage cannot be used.</exception>
    public Task<int> ReadAsync(ParseResult parsed, Func<IServiceProvider, Task<int>> read, CancellationToken cancellationToken) => RunAsync(
        parsed,
        async (host, user) =>
        {
            await using var storage = LocalStorage.Of(host.Identity.Storage(user));
            return await ReadAsync(parsed, storage, user, read, PipelineStart.CheckToReadAsync, cancellationToken);
        },
        read,
        PipelineStart.CheckToReadAsync,
        mustHoldData: true,
        cancellationToken);

    /// <summary>Fills a storage on which no host works.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="fill">Fills it with the services of the pipeline, the papers and the proof.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="SetupException">The storage cannot be used, or a host works on it.</exception>
    public Task<int> FillAsync(ParseResult parsed, Func<IServiceProvider, Task<int>> fill, CancellationToken cancellationToken) => RunAsync(
        parsed,
        (host, _) => throw new SetupException($"A host works on this storage, at {host.Address}; stop it first."),
        fill,
        PipelineStart.CheckSettingsAsync,
        mustHoldData: false,
        cancellationToken);

    private async Task<int> RunAsync(
        ParseResult parsed,
        Func<RunningHost, IConfiguration, Task<int>> ask,
        Func<IServiceProvider, Task<int>> read,
        Func<IServiceProvider, CancellationToken, Task> start,
        bool mustHoldData,
        CancellationToken cancellationToken)
    {
        var stated = place.Of(parsed);
        var (top, user, search) = HostSettings.ReadFor(stated);
        if (await search.FindAsync(cancellationToken) is { } host) return await ask(host, user);

        await using var storage = await LocalStorage.OpenAsync(
            new() { Root = top, Ports = stated.AzuritePorts, DataFolder = search.DataFolder, MustHoldData = mustHoldData },
            user,
            progress: null,
            cancellationToken);
        return await ReadAsync(parsed, storage, user, read, start, cancellationToken);
    }

    /// <summary>The services of the pipeline, the papers and the proof on a storage.</summary>
    /// <param name="storage">The storage.</param>
    /// <param name="user">The settings.</param>
    public static ServiceProvider ServicesOf(PipelineStorage storage, IConfiguration user) => new ServiceCollection()
        .AddSingleton(user)
        .AddLogging()
        .AddSingleton(storage)
        .AddPipeline()
        .AddPapers()
        .AddProof()
        .BuildServiceProvider();

    /// <summary>The repository's top folder, as the options say it.</summary>
    /// <param name="parsed">The command line.</param>
    public string RootOf(ParseResult parsed) => RepositoryRoot.Find(place.Of(parsed).Root);

    private async Task<int> ReadAsync(
        ParseResult parsed,
        LocalStorage storage,
        IConfiguration user,
        Func<IServiceProvider, Task<int>> read,
        Func<IServiceProvider, CancellationToken, Task> start,
        CancellationToken cancellationToken)
    {
        try
        {
            await using var services = ServicesOf(StorageClients.Create(storage.Options), user);
            await start(services, cancellationToken);
            return noted is { } kind ? await new CommandNote(kind, parsed).ReadAsync(services, read) : await read(services);
        }
        catch (Exception failure) when (StorageTrouble.Is(failure))
        {
            throw new SetupException(await storage.ExplainAsync(failure, cancellationToken));
        }
    }
}
