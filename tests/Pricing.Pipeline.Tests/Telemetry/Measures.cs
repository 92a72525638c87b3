using System.Diagnostics.Metrics;
using System.Globalization;

namespace Pricing.Pipeline.Tests.Telemetry;

/// <summary>What the meters of one factory measured, as <c>name{tag=value} number</c>.</summary>
internal sealed class Measures : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly List<string> found = [];

    public Measures(IMeterFactory meters)
    {
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (ReferenceEquals(instrument.Meter.Scope, meters)) listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>(Note);
        listener.SetMeasurementEventCallback<int>(Note);
        listener.SetMeasurementEventCallback<double>(Note);
        listener.Start();
    }

    public IReadOnlyList<string> Found
    {
        get
        {
            lock (found) return [.. found];
        }
    }

    public void Dispose() => listener.Dispose();

    private void Note<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        var labels = string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"));
        lock (found) found.Add(string.Create(CultureInfo.InvariantCulture, $"{instrument.Name}{{{labels}}} {value}"));
    }
}
