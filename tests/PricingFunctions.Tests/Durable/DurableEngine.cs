using System.Diagnostics.Metrics;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pricing.Pipeline.Nights.Passes;
using Pricing.Pipeline.Orchestration;
using PricingFunctions.Durable;
using PricingFunctions.Triggers;
using Testing;

namespace PricingFunctions.Tests.Durable;

/// <summary>
/// The app's own timer, orchestrators, activities and serializer, on the Durable Task worker that Functions has too, and
/// on a task hub in memory. What is not the app's is the Functions host.
/// </summary>
internal sealed class DurableEngine : INightEngine
{
    private readonly ServiceProvider services;
    private DurableTaskTestHost? host;

    public DurableEngine(PipelineHost pipeline) => services = pipeline
        .AddTo(new ServiceCollection())
        .AddPricingApp()
        .AddSingleton(pipeline.Get<EngineName>())
        .AddSingleton(pipeline.Get<IMeterFactory>())
        .BuildServiceProvider();

    public ITaskHub Hub => new DurableHub(Client);

    private DurableTaskClient Client => host!.Client;

    public async Task StartAsync()
    {
        var converter = new SerializerConverter(services.GetRequiredService<IOptions<WorkerOptions>>().Value.Serializer!);
        host = await DurableTaskTestHost.StartAsync(
            registry => AppFunctions.AddTo(registry, services),
            new()
            {
                Port = FreePort.Next(),
                ConfigureServices = target => target
                    .Configure<DurableTaskWorkerOptions>(worker => worker.DataConverter = converter)
                    .Configure<DurableTaskClientOptions>(client => client.DataConverter = converter),
            });
    }

    public async Task RunAsync(string askedBy, CancellationToken cancellationToken)
    {
        var nights = services.GetRequiredService<DurableNights>();
        await new FetchClosingPrices(nights).RunAsync(new TimerInfo(), Client, cancellationToken);
        var pause = new BackOff(TimeProvider.System);
        while (true)
        {
            var state = await nights.In(Client).LookAsync(cancellationToken);
            if (state.Failure is { } failure) throw new InvalidOperationException(failure);
            if (state.Pass is null) return;
            await pause.WaitAsync(cancellationToken);
        }
    }

    public async Task WakeAsync(CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var engine = scope.ServiceProvider.GetRequiredService<DurableRunEngine>();
        engine.Client = Client;
        await engine.WakeAsync(cancellationToken);
    }

    public async Task StopAsync()
    {
        if (host is not null) await host.DisposeAsync();
        await services.DisposeAsync();
    }
}
