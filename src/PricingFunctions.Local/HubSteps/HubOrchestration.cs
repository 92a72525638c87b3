using DurableTask.Core;
using Pricing.Pipeline.Orchestration;

namespace PricingFunctions.Local.HubSteps;

/// <summary>An orchestration of the pipeline as the Durable Task Framework runs it.</summary>
/// <typeparam name="TInput">What it is given.</typeparam>
/// <typeparam name="TOutput">What it answers.</typeparam>
/// <param name="orchestration">The orchestration.</param>
/// <param name="retries">How its activities are tried again.</param>
internal sealed class HubOrchestration<TInput, TOutput>(
    OrchestrationCall<TInput, TOutput> orchestration, RetryOptions retries) : TaskOrchestration<string, string>
{
    private HubContext? pass;

    /// <inheritdoc/>
    public override async Task<string> RunTask(OrchestrationContext context, string input)
    {
        pass = new(context, retries);
        var output = await orchestration.Body(pass, HubText.Read<TInput>(input));
        if (pass.StartsOver) context.ContinueAsNew(input);
        return HubText.Write(output);
    }

    /// <inheritdoc/>
    public override string? OnGetStatus() => pass?.Progress is { } progress ? HubText.Write(progress) : null;
}
