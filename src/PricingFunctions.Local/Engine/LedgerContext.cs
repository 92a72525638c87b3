using System.Text.Json;
using Pricing.Pipeline.Nights.Steps;
using Pricing.Pipeline.Orchestration;

namespace PricingFunctions.Local.Engine;

/// <summary>
/// One pass of an orchestration over its history: a call that was answered gets its stored answer, another one is
/// made, and its answer stored before the orchestration sees it.
/// </summary>
internal sealed class LedgerContext(
    LedgerRunner runner,
    string instanceId,
    IReadOnlyDictionary<int, RecordedCall> past,
    CancellationToken cancellationToken) : IOrchestrationContext
{
    private int next;

    public bool StartsOver { get; private set; }

    public Task<bool> IsCancelRequestedAsync() =>
        AnswerAsync("cancel", () => Task.FromResult(runner.IsCancelRequested(instanceId)));

    public Task<TOutput> CallAsync<TInput, TOutput>(ActivityCall<TInput, TOutput> activity, TInput input) =>
        AnswerAsync(activity.Name, () => runner.CallActivityAsync(activity, input, cancellationToken));

    public async Task<IReadOnlyList<TOutput>> FanOutAsync<TInput, TOutput>(
        ActivityCall<TInput, TOutput> activity, IReadOnlyList<TInput> inputs)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(inputs.Count, NightlyValuation.MaximumFanOut);
        return await Task.WhenAll([.. inputs.Select(input => CallAsync(activity, input))]);
    }

    public async Task<TOutput> CallAsync<TInput, TOutput>(
        OrchestrationCall<TInput, TOutput> orchestration, string instanceId, TInput input)
    {
        var output = await AnswerAsync(
            orchestration.Name, () => runner.GoOnAsync(orchestration, instanceId, input, cancellationToken));
        await runner.ForgetAsync(instanceId, cancellationToken);
        return output;
    }

    public void Show(RunProgress progress) => runner.Show(progress);

    public void ContinueAsNew() => StartsOver = true;

    private async Task<TOutput> AnswerAsync<TOutput>(string name, Func<Task<TOutput>> call)
    {
        var ordinal = next++;
        if (past.TryGetValue(ordinal, out var stored))
        {
            return stored.Name == name
                ? (TOutput)JsonSerializer.Deserialize(stored.Output, typeof(TOutput), StepJson.Readable)!
                : throw new HistoryMismatchException(instanceId, ordinal, stored.Name, name);
        }

        var output = await call();
        var json = JsonSerializer.Serialize(output, typeof(TOutput), StepJson.Readable);
        await runner.RecordAsync(instanceId, ordinal, new(name, json), cancellationToken);
        return output;
    }
}
