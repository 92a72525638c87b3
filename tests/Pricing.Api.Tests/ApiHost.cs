using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pricing.Api.Endpoints;
using Testing;

namespace Pricing.Api.Tests;

/// <summary>The endpoints on a real server, on the pipeline with real storage.</summary>
internal sealed class ApiHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private ApiHost(PipelineHost pipeline, WebApplication app, Engine engine, ErrorLog errors)
    {
        (Pipeline, this.app, this.engine, Errors) = (pipeline, app, engine, errors);
        Client = new() { BaseAddress = new(app.Urls.Single()) };
    }

    private readonly Engine engine;

    public PipelineHost Pipeline { get; }

    public HttpClient Client { get; }

    /// <summary>What was logged as an error.</summary>
    public ErrorLog Errors { get; }

    /// <summary>How often the engine was told that something was asked for.</summary>
    public int Wakes => engine.Wakes;

    /// <summary>Starts it.</summary>
    /// <param name="azurite">Where the storage is.</param>
    /// <param name="now">What the clock shows.</param>
    /// <param name="cancellationToken">Stops the starting.</param>
    /// <param name="asApp">Whether requests go through the one delegate that the Functions app hands them to.</param>
    public static async Task<ApiHost> StartAsync(
        AzuriteFixture azurite, DateTimeOffset now, CancellationToken cancellationToken, bool asApp = false)
    {
        var pipeline = await PipelineHost.StartAsync(
            await azurite.NewStorageAsync(cancellationToken),
            now,
            new Dictionary<string, string?> { ["Night:FirstDate"] = "2013-07-11", ["Night:LastDate"] = "2013-07-11" },
            cancellationToken: cancellationToken);
        var engine = new Engine();
        var builder = WebApplication.CreateSlimBuilder();
        var errors = new ErrorLog();
        builder.Logging.ClearProviders().AddProvider(errors);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        pipeline.AddTo(builder.Services).AddSingleton<IRunEngine>(engine).AddPricingApi();
        var app = builder.Build();
        if (asApp) app.Run(PricingApi.Delegate(app.Services));
        else app.UsePricingProblems().MapPricing();
        await app.StartAsync(cancellationToken);
        return new(pipeline, app, engine, errors);
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
}
