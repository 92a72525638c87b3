using Microsoft.Extensions.DependencyInjection;
using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Orchestration;

/// <summary>An activity as orchestrations name it.</summary>
/// <typeparam name="TInput">What it is given.</typeparam>
/// <typeparam name="TOutput">What it answers.</typeparam>
public sealed class ActivityCall<TInput, TOutput>
{
    private readonly Type implementation;

    internal ActivityCall(Type implementation) => this.implementation = implementation;

    /// <summary>The name under which engines know it and histories keep it.</summary>
    public string Name => implementation.Name;

    /// <summary>Finds the activity; it is traced under its name.</summary>
    /// <param name="services">Where it is registered.</param>
    public IActivity<TInput, TOutput> Resolve(IServiceProvider services) =>
        new TracedActivity<TInput, TOutput>(
            Name,
            (IActivity<TInput, TOutput>)services.GetRequiredService(implementation),
            services.GetRequiredService<PipelineTrace>());
}

/// <summary>Names activities by their classes.</summary>
internal static class ActivityCall
{
    /// <summary>Names one.</summary>
    /// <typeparam name="TActivity">The class.</typeparam>
    /// <typeparam name="TInput">What it is given.</typeparam>
    /// <typeparam name="TOutput">What it answers.</typeparam>
    public static ActivityCall<TInput, TOutput> Of<TActivity, TInput, TOutput>()
        where TActivity : IActivity<TInput, TOutput> => new(typeof(TActivity));
}
