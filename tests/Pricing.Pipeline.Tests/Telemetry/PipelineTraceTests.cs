using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Tests.Telemetry;

public sealed class PipelineTraceTests : IDisposable
{
    private static readonly NightRun Night = new(new(2013, 7, 11), 3);

    private readonly List<Activity> stopped = [];
    private readonly ActivityListener listener;
    private readonly ScopeLog log = new();
    private readonly LoggerFactory loggers;
    private readonly PipelineTrace trace;
    private readonly ILogger other;

    public PipelineTraceTests()
    {
        listener = new()
        {
            ShouldListenTo = source => source.Name == PipelineTrace.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (stopped) stopped.Add(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        loggers = new([log]);
        trace = new(loggers.CreateLogger<PipelineTrace>(), new(TimeProvider.System));
        other = loggers.CreateLogger("another category");
    }

    public void Dispose()
    {
        listener.Dispose();
        loggers.Dispose();
    }

    [Fact]
    public async Task StepAsync_Chunk_SpanAndLogsCarryRunAndChunk()
    {
        var answer = await trace.StepAsync("ValueChunk of this test", new ChunkReference(Night, 7), async () =>
        {
            await Task.Yield();
            Say("inside");
            return 42;
        });
        Say("outside");

        var span = Assert.Single(Spans("ValueChunk of this test"));
        Assert.Equal(42, answer);
        Assert.Equal("night-2013-07-11-v3", span.GetTagItem("pricing.run.id"));
        Assert.Equal(7, span.GetTagItem("pricing.chunk"));
        Assert.Equal(["inside [RunId=night-2013-07-11-v3]", "outside []"], log.Lines);
    }

    [Fact]
    public async Task StepAsync_ManyAtOnce_NoneIsInsideAnother()
    {
        var steps = Enumerable.Range(0, 3).Select(index => trace.StepAsync(
            "ValueChunk beside others", new ChunkReference(Night, index), async () =>
            {
                await Task.Yield();
                Say("inside");
                return index;
            }));

        await Task.WhenAll(steps.ToArray());

        Assert.Equal([null, null, null], Spans("ValueChunk beside others").Select(span => span.ParentId));
        Assert.All(log.Lines, line => Assert.EndsWith(" [RunId=night-2013-07-11-v3]", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task StepAsync_Failure_IsOnTheSpanAndPassedOn()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => trace.StepAsync<int>(
            "CompleteRun that fails", Night, () => throw new InvalidOperationException("values are missing")));

        var span = Assert.Single(Spans("CompleteRun that fails"));
        Assert.Equal((ActivityStatusCode.Error, "values are missing"), (span.Status, span.StatusDescription));
        Assert.Equal("exception", Assert.Single(span.Events).Name);
    }

    [Fact]
    public void RunEnded_Run_IsOneSpanFromStartToEnd()
    {
        var start = new DateTimeOffset(2013, 7, 11, 18, 0, 0, TimeSpan.FromHours(9));

        PipelineTrace.RunEnded(
            new("night-2013-07-11-v4711", "Completed", "Alive", start, start.AddMinutes(3)) { Values = 21 });

        var span = Assert.Single(Spans("run"), span => Equals(span.GetTagItem("pricing.run.id"), "night-2013-07-11-v4711"));
        Assert.Equal(
            (start.UtcDateTime, TimeSpan.FromMinutes(3), 21),
            (span.StartTimeUtc, span.Duration, span.GetTagItem("pricing.run.values")));
    }

    private void Say(string text) => other.Log(LogLevel.Information, default, text, null, (said, _) => said);

    private List<Activity> Spans(string name)
    {
        lock (stopped) return [.. stopped.Where(span => span.OperationName == name)];
    }

    private sealed class ScopeLog : ILoggerProvider, ISupportExternalScope, ILogger
    {
        private readonly List<string> lines = [];
        private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

        public IReadOnlyList<string> Lines
        {
            get
            {
                lock (lines) return [.. lines];
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var found = new List<string>();
            scopes.ForEachScope((scope, into) => into.AddRange(((IEnumerable<KeyValuePair<string, object?>>)scope!)
                .Where(item => item.Key != "{OriginalFormat}")
                .Select(item => $"{item.Key}={item.Value}")), found);
            lock (lines) lines.Add($"{formatter(state, exception)} [{string.Join(',', found)}]");
        }

        public void Dispose()
        {
        }
    }
}
