using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Pricing.Pipeline.Telemetry;

namespace Benchmarks.Nights;

/// <summary>When each step of a night began and how long it took, and all requests of this process by port, the task hub's too.</summary>
internal sealed class StepLog : IDisposable
{
    private readonly List<(string Name, DateTime From, TimeSpan Length)> steps = [];
    private readonly Dictionary<string, int> requests = [];
    private readonly ActivityListener spans;
    private readonly MeterListener meters = new();
    private DateTime started = TimeProvider.System.GetUtcNow().UtcDateTime;

    public StepLog()
    {
        spans = new()
        {
            ShouldListenTo = source => source.Name == PipelineTrace.SourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
            ActivityStopped = activity => Note(activity),
        };
        ActivitySource.AddActivityListener(spans);
        meters.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Name == "http.client.request.duration") listener.EnableMeasurementEvents(instrument);
        };
        meters.SetMeasurementEventCallback<double>((_, _, tags, _) => Count(tags));
        meters.Start();
    }

    /// <summary>Forgets what was, and begins anew.</summary>
    public void Clear()
    {
        lock (steps)
        {
            steps.Clear();
            requests.Clear();
            started = TimeProvider.System.GetUtcNow().UtcDateTime;
        }
    }

    /// <summary>Prints the steps in the order of their ends, and the requests.</summary>
    public void Print()
    {
        lock (steps)
        {
            foreach (var (name, from, length) in steps)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {(from - started).TotalSeconds,8:0.000} {length.TotalSeconds,8:0.000}  {name}"));
            foreach (var (kind, count) in requests.OrderByDescending(kind => kind.Value))
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {count,9}  {kind}"));
        }
    }

    public void Dispose()
    {
        spans.Dispose();
        meters.Dispose();
    }

    private void Note(Activity activity)
    {
        lock (steps) steps.Add((activity.OperationName, activity.StartTimeUtc, activity.Duration));
    }

    private void Count(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var (method, port) = ("", "");
        foreach (var (name, value) in tags)
        {
            if (name == "http.request.method") method = $"{value}";
            if (name == "server.port") port = $"{value}";
        }

        var kind = $"{method} {port}";
        lock (steps) requests[kind] = requests.GetValueOrDefault(kind) + 1;
    }
}
