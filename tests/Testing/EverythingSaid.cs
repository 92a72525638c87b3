using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace Testing;

/// <summary>All that the process tells anybody: logs of the services that it is given to, every span, every measure.</summary>
public sealed class EverythingSaid : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> said = [];
    private readonly ActivityListener spans;
    private readonly MeterListener meters = new();

    public EverythingSaid()
    {
        spans = new()
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Say(
                $"activity {activity.DisplayName} {string.Join(' ', activity.TagObjects)} {string.Join(' ', activity.Baggage)} "
                + string.Join(' ', activity.Events.SelectMany(happened => happened.Tags))),
        };
        ActivitySource.AddActivityListener(spans);
        meters.InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument);
        meters.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Say(instrument, tags));
        meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Say(instrument, tags));
        meters.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Say(instrument, tags));
        meters.Start();
    }

    public IReadOnlyCollection<string> Lines => said;

    public void Say(string line) => said.Enqueue(line);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        Say(state.ToString() ?? "");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Say($"{formatter(state, exception)} {exception}");

    public void Dispose()
    {
        spans.Dispose();
        meters.Dispose();
    }

    private void Say(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        Say($"{instrument.Name} {string.Join(' ', tags.ToArray())}");
}
