using System.Text.Json;
using DurableTask.Core;
using DurableTask.Core.Exceptions;
using Pricing.Pipeline.Nights.Steps;
using Pricing.Pipeline.Orchestration;

namespace PricingFunctions.Local.HubSteps;

/// <summary>What an orchestration of the pipeline may do, on the Durable Task Framework.</summary>
/// <param name="context">The framework's context.</param>
/// <param name="retries">How activities are tried again.</param>
internal sealed class HubContext(OrchestrationContext context, RetryOptions retries) : IOrchestrationContext
{
    private const string AnyVersion = "";

    public bool StartsOver { get; private set; }

    public RunProgress? Progress { get; private set; }

    /// <inheritdoc/>
    public string InstanceId => context.OrchestrationInstance.InstanceId;

    /// <inheritdoc/>
    public async Task<TOutput> CallAsync<TInput, TOutput>(ActivityCall<TInput, TOutput> activity, TInput input)
    {
        try
        {
            return HubText.Read<TOutput>(await context.ScheduleWithRetry<string>(
                activity.Name, AnyVersion, retries, HubText.Write(input)));
        }
        catch (TaskFailedException failure)
        {
            throw ActivityFailedException.Of(activity.Name, failure.FailureDetails?.ErrorMessage ?? failure.Message, failure);
        }
        catch (JsonException unreadable)
        {
            // Trying the step again gives the same answer.
            throw ActivityFailedException.Of(activity.Name, $"its answer cannot be read: {unreadable.Message}", unreadable);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TOutput>> FanOutAsync<TInput, TOutput>(
        ActivityCall<TInput, TOutput> activity, IReadOnlyList<TInput> inputs)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(inputs.Count, NightlyValuation.MaximumFanOut);
        return await Task.WhenAll([.. inputs.Select(input => CallAsync(activity, input))]);
    }

    /// <inheritdoc/>
    public async Task<TOutput> CallAsync<TInput, TOutput>(
        OrchestrationCall<TInput, TOutput> orchestration, string instanceId, TInput input)
    {
        try
        {
            return HubText.Read<TOutput>(await context.CreateSubOrchestrationInstance<string>(
                orchestration.Name, AnyVersion, instanceId, HubText.Write(input)));
        }
        catch (SubOrchestrationFailedException failure) when (Below(failure) is { } activity)
        {
            throw ActivityFailedException.FromBelow(activity.ErrorMessage, failure);
        }
    }

    /// <inheritdoc/>
    public void Show(RunProgress progress) => Progress = progress;

    /// <inheritdoc/>
    public void ContinueAsNew() => StartsOver = true;

    /// <summary>What an orchestration below threw because of an activity; null where it failed of something else.</summary>
    private static FailureDetails? Below(SubOrchestrationFailedException failure)
    {
        var details = failure.FailureDetails;
        while (details is not null && details.ErrorType != typeof(ActivityFailedException).FullName) details = details.InnerFailure;
        return details;
    }
}
