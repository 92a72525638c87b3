using Pricing.Pipeline.Nights.Passes;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Nights.Steps;
using Pricing.Pipeline.Orchestration;
using PricingFunctions.Local.TaskHub;

namespace Testing;

/// <summary>
/// An engine without a hub, for tests that only need what a night stores: the same orchestrations and activities, one call after
/// the other in the process that asks. It does not survive that process; the tests of the nights run on the hosts' own engines.
/// <code>PipelineHost.Engine = host => new PlainEngine(host);</code>
/// </summary>
/// <param name="host">The pipeline.</param>
/// <param name="takesOver">
/// Whether it goes on with a pass that is open, as a host does that starts after its process died; else it refuses.
/// </param>
public sealed class PlainEngine(PipelineHost host, bool takesOver = false) : INightEngine
{
    /// <inheritdoc/>
    public ITaskHub Hub { get; } = host.Get<LocalTaskHub>();

    /// <inheritdoc/>
    public Task StartAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task RunAsync(string askedBy, CancellationToken cancellationToken)
    {
        var pass = new NightsPass($"{Guid.NewGuid():N}", askedBy, host.Clock.GetUtcNow());
        var passes = host.Get<PassStore>();
        if (!await passes.TryOpenAsync(pass, cancellationToken))
        {
            pass = takesOver && await passes.FindAsync(cancellationToken) is { } open
                ? open.Pass
                : throw new InvalidOperationException("Another engine has a pass open.");
        }

        Context context;
        do
        {
            context = new(host.Services, pass.InstanceId, cancellationToken);
            await NightlyValuation.Nights.Body(context, pass);
        }
        while (context.StartsOver);
    }

    /// <inheritdoc/>
    public Task WakeAsync(CancellationToken cancellationToken) => RunAsync("http", cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync() => Task.CompletedTask;

    private sealed class Context(IServiceProvider services, string instanceId, CancellationToken cancellationToken) : IOrchestrationContext
    {
        private const int Tries = 4;

        public bool StartsOver { get; private set; }

        public string InstanceId => instanceId;

        public async Task<TOutput> CallAsync<TInput, TOutput>(ActivityCall<TInput, TOutput> activity, TInput input)
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await activity.Resolve(services).RunAsync(input, cancellationToken);
                }
                catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
                {
                    if (attempt == Tries) throw ActivityFailedException.Of(activity.Name, failure.Message, failure);
                }
            }
        }

        public async Task<IReadOnlyList<TOutput>> FanOutAsync<TInput, TOutput>(
            ActivityCall<TInput, TOutput> activity, IReadOnlyList<TInput> inputs) =>
            await Task.WhenAll([.. inputs.Select(input => CallAsync(activity, input))]);

        public Task<TOutput> CallAsync<TInput, TOutput>(
            OrchestrationCall<TInput, TOutput> orchestration, string below, TInput input) =>
            orchestration.Body(new Context(services, below, cancellationToken), input);

        public void Show(RunProgress progress)
        {
        }

        public void ContinueAsNew() => StartsOver = true;
    }
}
