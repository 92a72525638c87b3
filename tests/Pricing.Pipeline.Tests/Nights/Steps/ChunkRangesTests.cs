using Pricing.Pipeline.Nights.Plans;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Nights.Steps;
using Pricing.Pipeline.Orchestration;

namespace Pricing.Pipeline.Tests.Nights.Steps;

/// <summary>A run of more chunks than one orchestration takes: which of its parts are under way together.</summary>
public sealed class ChunkRangesTests
{
    private static readonly NightRun Run = new(new(2026, 6, 11), 1);

    [Fact]
    public async Task Night_OfManyChunks_HasTwoPartsUnderWay()
    {
        var context = new Steps(chunks: 650);

        var night = NightlyValuation.Night.Body(context, Run);

        Assert.Equal([0, 200], context.Begun);
        context.End(200, rows: 7);
        Assert.Equal([0, 200], context.Begun);
        context.End(0, rows: 5);
        Assert.Equal([0, 200, 400, 600], context.Begun);
        context.End(400, rows: 2);
        context.End(600, rows: 1);
        Assert.Equal(RunStatus.Completed, (await night).Status);
        Assert.Equal([(200, 5), (400, 12), (600, 14), (650, 15)], context.Shown.Select(shown => (shown.Valued, shown.Rows)));
    }

    [Fact]
    public async Task Night_PartFails_BringsTheOthersToTheirEnd()
    {
        var context = new Steps(chunks: 500);

        var night = NightlyValuation.Night.Body(context, Run);
        context.Fail(0, "ValueChunk: no disk");
        context.End(200, rows: 7);
        Assert.False(night.IsCompleted);
        context.End(400, rows: 3);

        Assert.Equal(RunStatus.Failed, (await night).Status);
        Assert.Equal("ValueChunk: no disk", context.Reason);
        Assert.Equal((500, 10), (context.Shown[^1].Valued, context.Shown[^1].Rows));
    }

    [Theory]
    [InlineData(true, RunStatus.Cancelled, null)]
    [InlineData(null, RunStatus.Failed, "FindCancelRequest: cannot be read")]
    public async Task Night_ToBeStoppedOrNobodyCanSay_WaitsForWhatIsUnderWay(bool? isToBeStopped, RunStatus status, string? reason)
    {
        var context = new Steps(chunks: 650);

        var night = NightlyValuation.Night.Body(context, Run);
        context.IsToBeStopped = isToBeStopped;
        context.End(0, rows: 5);
        Assert.False(night.IsCompleted);
        context.End(200, rows: 7);

        Assert.Equal((status, reason), ((await night).Status, context.Reason));
        Assert.Equal([0, 200], context.Begun);
    }

    /// <summary>The steps of a run, whose parts end when they are told to.</summary>
    private sealed class Steps(int chunks) : IOrchestrationContext
    {
        private readonly Dictionary<int, TaskCompletionSource<Tally>> parts = [];

        public List<int> Begun { get; } = [];

        public List<RunProgress> Shown { get; } = [];

        /// <summary>Whether somebody asked for a stop; null where that cannot be read.</summary>
        public bool? IsToBeStopped { get; set; } = false;

        public string? Reason { get; private set; }

        public string InstanceId => "night";

        public void End(int first, int rows) => parts[first].SetResult(new(rows, 0, 0, 0));

        public void Fail(int first, string reason) =>
            parts[first].SetException(ActivityFailedException.FromBelow(reason, new InvalidOperationException()));

        public Task<TOutput> CallAsync<TInput, TOutput>(ActivityCall<TInput, TOutput> activity, TInput input)
        {
            if (IsToBeStopped is null && activity.Name == nameof(FindCancelRequest))
                return Task.FromException<TOutput>(ActivityFailedException.FromBelow("FindCancelRequest: cannot be read", new InvalidOperationException()));

            object? answer = activity.Name switch
            {
                nameof(StartRun) => StateOf(RunStatus.Running),
                nameof(PlanNight) => new PlanReference(Run, chunks, Tasks: chunks),
                nameof(FindCancelRequest) => IsToBeStopped,
                nameof(CompleteRun) => StateOf(RunStatus.Completed),
                nameof(CancelRun) => StateOf(RunStatus.Cancelled),
                nameof(FailRun) => StateOf(RunStatus.Failed),
                _ => null,
            };
            if (input is RunFailure failure) Reason = failure.Reason;
            return Task.FromResult((TOutput)answer!);
        }

        public Task<IReadOnlyList<TOutput>> FanOutAsync<TInput, TOutput>(ActivityCall<TInput, TOutput> activity, IReadOnlyList<TInput> inputs) =>
            throw new NotSupportedException();

        public Task<TOutput> CallAsync<TInput, TOutput>(OrchestrationCall<TInput, TOutput> orchestration, string instanceId, TInput input)
        {
            var first = ((ChunkRange)(object)input!).First;
            Assert.Equal($"night-c{first}", instanceId);
            Begun.Add(first);
            parts[first] = new();
            return (Task<TOutput>)(object)parts[first].Task;
        }

        public void Show(RunProgress progress) => Shown.Add(progress);

        public void ContinueAsNew() => throw new NotSupportedException();

        private static RunState StateOf(RunStatus status) => new(Run.Date, Run.Version, status);
    }
}
