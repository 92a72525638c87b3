using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pricing.Api;
using Pricing.Api.Dates;
using Pricing.Api.Endpoints;
using Pricing.Api.Files;
using Pricing.Pipeline;
using Pricing.Pipeline.Controls.Changes;
using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Storage;
using PricingFunctions.Local.Running;
using PricingFunctions.Local.TaskHub;
using PricingFunctions.Local.Triggers;

namespace PricingFunctions.Local.Hosting;

/// <summary>The host's server: the pipeline, its engine and triggers, and the endpoints on loopback.</summary>
internal sealed class HostServer : IAsyncDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(10);

    private readonly WebApplication app;

    private HostServer(WebApplication app) => this.app = app;

    /// <summary>Where it answers.</summary>
    public Uri BaseAddress => new(app.Urls.First());

    /// <summary>What it is made of.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Starts it.</summary>
    /// <param name="front">Where it answers; it gives early answers until this host is started.</param>
    /// <param name="storage">The storage account.</param>
    /// <param name="identity">What it tells of itself.</param>
    /// <param name="worker">This host's name in the task hub.</param>
    /// <param name="defaults">Settings under those of the user.</param>
    /// <param name="user">The user's settings.</param>
    /// <param name="cancellationToken">Stops the starting.</param>
    /// <exception cref="SetupException">A setting is wrong.</exception>
    public static async Task<HostServer> StartAsync(
        FrontServer front,
        StorageOptions storage,
        HostIdentity identity,
        WorkerName worker,
        IReadOnlyDictionary<string, string?> defaults,
        IConfiguration user,
        CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(defaults).AddConfiguration(user);
        HostLogging.Set(builder.Logging, builder.Configuration);
        // The framework of the engine tells at length of what it mends itself; what it cannot is said by the engine.
        builder.Logging.AddFilter("DurableTask", LogLevel.Critical);
        // Why the host did not start is said in one line below.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Services
            .AddSingleton<IServer>(front)
            .Configure<HostOptions>(host => host.ShutdownTimeout = StopPatience)
            .AddSingleton(StorageClients.Create(storage))
            .AddSingleton(services => HubName.Of(services.GetRequiredService<EngineOptions>()))
            .AddSingleton(worker)
            .AddTaskHub(storage)
            .AddPipeline()
            .AddPricingApi()
            .AddSingleton<IValidateOptions<NightOptions>, ScheduleCheck>()
            .AddSingleton<IRunEngine>(services => services.GetRequiredService<NightsEngine>())
            .AddHostedService(services => services.GetRequiredService<NightsEngine>())
            .AddSingleton<BatchWatcher>()
            .AddHostedService(services => services.GetRequiredService<BatchWatcher>())
            .AddSingleton<SentFiles>()
            .AddSingleton<ISentFiles>(services => services.GetRequiredService<SentFiles>())
            .AddHostedService(services => services.GetRequiredService<SentFiles>())
            .AddSingleton<NightTimer>()
            .AddHostedService<WaitingAtStart>()
            .AddHostedService<TableAtStart>()
            .AddLocalTelemetry(builder.Configuration);
        var app = builder.Build();
        app.UseMiddleware<LoopbackGuard>();
        identity.Tell(app);
        app.UsePricing().MapPricing();
        try
        {
            await PipelineStart.CheckAsync(app.Services, cancellationToken);
            await app.Services.GetRequiredService<CurrentSettings>().StartAsync(cancellationToken);
            await FormerEngine.ForgetAsync(app.Services.GetRequiredService<PipelineStorage>(), cancellationToken);
            await app.StartAsync(cancellationToken);
            return new(app);
        }
        catch (OptionsValidationException wrong)
        {
            await app.DisposeAsync();
            throw new SetupException(string.Join(Environment.NewLine, wrong.Failures));
        }
        catch (InvalidOperationException wrong) when (wrong.InnerException is FormatException or ArgumentException)
        {
            // What the binder of the configuration says of a value that is not of its setting's type.
            await app.DisposeAsync();
            throw new SetupException(wrong.Message);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops it: what the engine is at goes back to the queues before anything that it works with is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await app.StopAsync(CancellationToken.None);
        }
        catch (Exception given) when (IsGivenUp(given))
        {
            // The patience is over, and who asks without end is not waited for; or the storage is gone, and what is left in it runs out by itself.
        }
        finally
        {
            await app.DisposeAsync();
        }
    }

    private static bool IsGivenUp(Exception failure) => failure is AggregateException several
        ? several.InnerExceptions.All(IsGivenUp)
        : failure is OperationCanceledException || StorageFailure.IsOne(failure);
}
