using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Orchestration;

/// <summary>An activity inside its span, whichever engine runs it.</summary>
/// <typeparam name="TInput">What it is given.</typeparam>
/// <typeparam name="TOutput">What it answers.</typeparam>
/// <param name="name">Its name.</param>
/// <param name="activity">The activity.</param>
/// <param name="trace">Makes the span.</param>
internal sealed class TracedActivity<TInput, TOutput>(
    string name, IActivity<TInput, TOutput> activity, PipelineTrace trace) : IActivity<TInput, TOutput>
{
    public Task<TOutput> RunAsync(TInput input, CancellationToken cancellationToken) =>
        trace.StepAsync(name, input, () => activity.RunAsync(input, cancellationToken));
}
