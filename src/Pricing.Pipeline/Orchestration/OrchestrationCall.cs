namespace Pricing.Pipeline.Orchestration;

/// <summary>An orchestration as others name it.</summary>
/// <typeparam name="TInput">What it is given.</typeparam>
/// <typeparam name="TOutput">What it answers.</typeparam>
/// <param name="Name">The name under which engines know it.</param>
/// <param name="Body">Its code.</param>
public sealed record OrchestrationCall<TInput, TOutput>(
    string Name, Func<IOrchestrationContext, TInput, Task<TOutput>> Body);
