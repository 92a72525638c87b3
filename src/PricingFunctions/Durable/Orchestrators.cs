using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Nights.Steps;

namespace PricingFunctions.Durable;

/// <summary>The pipeline's orchestrations under the names it calls them by.</summary>
public static class Orchestrators
{
    /// <summary>Makes up every run that is due.</summary>
    /// <param name="context">Durable's context.</param>
    [Function(nameof(NightlyValuation.Nights))]
    public static Task<int> MakeUpAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        DurableContext.RunAsync(NightlyValuation.Nights, context);

    /// <summary>One run.</summary>
    /// <param name="context">Durable's context.</param>
    [Function(nameof(NightlyValuation))]
    public static Task<RunState> ValueNightAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        DurableContext.RunAsync(NightlyValuation.Night, context);

    /// <summary>A part of a run's chunks.</summary>
    /// <param name="context">Durable's context.</param>
    [Function(nameof(NightlyValuation.Chunks))]
    public static Task<Tally> ValueChunksAsync([OrchestrationTrigger] TaskOrchestrationContext context) =>
        DurableContext.RunAsync(NightlyValuation.Chunks, context);
}
