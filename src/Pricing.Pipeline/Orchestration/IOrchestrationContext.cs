namespace Pricing.Pipeline.Orchestration;

/// <summary>
/// What an orchestration may do: everything that it learns of the world comes through here, so that an engine can
/// run it again from the top and give it the same answers. Calls are numbered in the order they are made.
/// </summary>
public interface IOrchestrationContext
{
    /// <summary>The instance that runs it.</summary>
    string InstanceId { get; }

    /// <summary>Calls an activity, with the engine's retries.</summary>
    /// <typeparam name="TInput">What it is given.</typeparam>
    /// <typeparam name="TOutput">What it answers.</typeparam>
    /// <param name="activity">The activity.</param>
    /// <param name="input">Its input.</param>
    /// <exception cref="ActivityFailedException">The retries are used up.</exception>
    Task<TOutput> CallAsync<TInput, TOutput>(ActivityCall<TInput, TOutput> activity, TInput input);

    /// <summary>Calls an activity once for each input, as many at a time as the engine allows.</summary>
    /// <typeparam name="TInput">What it is given.</typeparam>
    /// <typeparam name="TOutput">What it answers.</typeparam>
    /// <param name="activity">The activity.</param>
    /// <param name="inputs">The inputs; at most 200.</param>
    /// <returns>The answers, in the order of the inputs.</returns>
    /// <exception cref="ActivityFailedException">The retries of one are used up; the others are at their end all the same.</exception>
    Task<IReadOnlyList<TOutput>> FanOutAsync<TInput, TOutput>(
        ActivityCall<TInput, TOutput> activity, IReadOnlyList<TInput> inputs);

    /// <summary>Runs another orchestration to its end.</summary>
    /// <typeparam name="TInput">What it is given.</typeparam>
    /// <typeparam name="TOutput">What it answers.</typeparam>
    /// <param name="orchestration">The orchestration.</param>
    /// <param name="instanceId">Its instance.</param>
    /// <param name="input">Its input.</param>
    /// <exception cref="ActivityFailedException">It ended with this exception.</exception>
    Task<TOutput> CallAsync<TInput, TOutput>(
        OrchestrationCall<TInput, TOutput> orchestration, string instanceId, TInput input);

    /// <summary>Shows how far it is.</summary>
    /// <param name="progress">Counts.</param>
    void Show(RunProgress progress);

    /// <summary>Starts the orchestration over with an empty history once it returns.</summary>
    void ContinueAsNew();
}
