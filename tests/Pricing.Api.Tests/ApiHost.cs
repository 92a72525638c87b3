using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pricing.Api.Endpoints;
using Pricing.Api.Files;
using Pricing.Api.Identity;
using Pricing.Pipeline.Controls.Access;
using Pricing.Pipeline.Intake.Doors;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Telemetry;
using Testing;

namespace Pricing.Api.Tests;

/// <summary>The endpoints on a real server, on the pipeline with real storage.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    /// <summary>A header of tests that names another door than that of the machine.</summary>
    public const string DoorHeader = "x-door-of-test";

    private readonly WebApplication app;

    private ApiHost(PipelineHost pipeline, WebApplication app, Engine engine, Sent sent, ErrorLog errors)
    {
        (Pipeline, this.app, this.engine, this.sent, Errors) = (pipeline, app, engine, sent, errors);
        // On a busy machine the server may take its time to say that it wants no body.
        Client = new(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(5) }) { BaseAddress = new(app.Urls.Single()) };
    }

    private readonly Engine engine;
    private readonly Sent sent;

    public PipelineHost Pipeline { get; }

    public HttpClient Client { get; }

    /// <summary>What was logged as an error.</summary>
    public ErrorLog Errors { get; }

    /// <summary>How often the engine was told that something was asked for.</summary>
    public int Wakes => engine.Wakes;

    /// <summary>Whether its process is at the steps of a night or takes a file in, so that prices wait for turns.</summary>
    public bool IsAtWork => app.Services.GetRequiredService<WorkUnderWay>().Is;

    /// <summary>Whether the queue of files that were sent takes none.</summary>
    public bool QueueFails
    {
        get => sent.Fails;
        set => sent.Fails = value;
    }

    /// <summary>A part of the host that is known by a name.</summary>
    /// <typeparam name="T">What it is.</typeparam>
    /// <param name="name">The name.</param>
    public T Get<T>(string name)
        where T : notnull => app.Services.GetRequiredKeyedService<T>(name);

    /// <summary>Writes what was noted of accesses so far, as a host does every few seconds.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    public Task FlushAccessAsync(CancellationToken cancellationToken) => app.Services.GetRequiredService<AccessLog>().FlushAsync(cancellationToken);

    /// <summary>Takes in what was sent since the last time, as a host does behind its answers.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task TakeInSentAsync(CancellationToken cancellationToken)
    {
        while (sent.Records.TryDequeue(out var record)) await app.Services.GetRequiredService<OpenFiles>().TryAsync(record, cancellationToken);
    }

    /// <summary>Starts it.</summary>
    /// <param name="azurite">Where the storage is.</param>
    /// <param name="now">What the clock shows.</param>
    /// <param name="cancellationToken">Stops the starting.</param>
    /// <param name="asApp">Whether requests go through the one delegate that the Functions app hands them to.</param>
    /// <param name="settings">Settings over those of the tests; null for none.</param>
    /// <param name="hook">Sees its requests to the storage; null for none.</param>
    /// <param name="said">Hears all that it logs, at every level; null for nobody.</param>
    public static async Task<ApiHost> StartAsync(
        AzuriteFixture azurite,
        DateTimeOffset now,
        CancellationToken cancellationToken,
        bool asApp = false,
        IReadOnlyDictionary<string, string?>? settings = null,
        StorageHook? hook = null,
        EverythingSaid? said = null)
    {
        var pipeline = await PipelineHost.StartAsync(
            await azurite.NewStorageAsync(cancellationToken, hook),
            now,
            new Dictionary<string, string?>(settings ?? new Dictionary<string, string?>()) { ["Night:FirstDate"] = "2013-07-11", ["Night:LastDate"] = "2013-07-11" },
            cancellationToken: cancellationToken);
        var engine = new Engine();
        var sent = new Sent();
        var builder = WebApplication.CreateSlimBuilder();
        var errors = new ErrorLog();
        builder.Logging.ClearProviders().AddProvider(errors);
        if (said is not null) builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(said);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        pipeline.AddTo(builder.Services).AddSingleton<IRunEngine>(engine).AddSingleton<ISentFiles>(sent).AddPricingApi();
        var app = builder.Build();
        app.Use((context, next) =>
        {
            context.CameThrough(context.Request.Headers.Remove(DoorHeader, out var door) ? Enum.Parse<Door>($"{door}") : Door.Machine);
            return next(context);
        });
        if (asApp) app.Run(PricingApi.Delegate(app.Services));
        else app.UsePricing().MapPricing();
        await app.StartAsync(cancellationToken);
        return new(pipeline, app, engine, sent, errors);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
        await Pipeline.DisposeAsync();
    }

    private sealed class Engine : IRunEngine
    {
        public int Wakes { get; private set; }

        public Task WakeAsync(CancellationToken cancellationToken)
        {
            Wakes++;
            return Task.CompletedTask;
        }
    }

    private sealed class Sent : ISentFiles
    {
        public ConcurrentQueue<FileRecord> Records { get; } = new();

        public bool Fails { get; set; }

        public Task AddAsync(FileRecord record, CancellationToken cancellationToken)
        {
            if (Fails) throw new IOException("The queue is away.");

            Records.Enqueue(record);
            return Task.CompletedTask;
        }
    }
}
