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

    private ApiHost(PipelineHost pipeline, WebApplication app, Engine engine)
    {
        (Pipeline, this.app, this.engine) = (pipeline, app, engine);
        Client = new() { BaseAddress = new(app.Urls.Single()) };
    }

    private readonly Engine engine;

    public PipelineHost Pipeline { get; }

    public HttpClient Client { get; }

    /// <summary>How often the engine was told that something was asked for.</summary>
    public int Wakes => engine.Wakes;

    public static async Task<ApiHost> StartAsync(AzuriteFixture azurite, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var pipeline = await PipelineHost.StartAsync(
            await azurite.NewStorageAsync(cancellationToken),
            now,
            new Dictionary<string, string?> { ["Night:FirstDate"] = "2013-07-11", ["Night:LastDate"] = "2013-07-11" },
            cancellationToken: cancellationToken);
        var engine = new Engine();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        pipeline.AddTo(builder.Services).AddSingleton<IRunEngine>(engine).AddPricingApi();
        var app = builder.Build();
        app.UseExceptionHandler();
        app.MapPricing();
        await app.StartAsync(cancellationToken);
        return new(pipeline, app, engine);
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
