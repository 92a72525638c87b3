using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Pricing.Pipeline.Telemetry;

/// <summary>
/// The pipeline's measures. They count work, and work that is repeated after a crash is counted again; what is stored
/// is in the manifest of a run.
/// </summary>
public sealed class PipelineMetrics
{
    /// <summary>The meter.</summary>
    public const string MeterName = "Pricing.Pipeline";

    private readonly Counter<long> valued;
    private readonly Counter<long> rejected;
    private readonly Histogram<double> duration;
    private readonly Histogram<int> staleness;
    private readonly Gauge<double> lag;
    private readonly Gauge<int> waiting;
    private readonly Counter<long> damage;

    /// <summary>Makes the instruments.</summary>
    /// <param name="meters">Makes the meter.</param>
    public PipelineMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(new MeterOptions(MeterName) { Version = CodeVersion.Current });
        valued = meter.CreateCounter<long>("grants.valued", "{value}", "Values computed by chunks, by status");
        rejected = meter.CreateCounter<long>("rows.rejected", "{row}", "Rows of batches that were refused, by kind");
        duration = meter.CreateHistogram<double>("run.duration", "s", "Time from a run's start to its end, by status and scope");
        staleness = meter.CreateHistogram<int>(
            "price.staleness", "{session}", "Sessions from a share's last close to the run's date, once a chunk and share");
        lag = meter.CreateGauge<double>("run.lag", "s", "Time since the oldest open night was due, by what is open");
        damage = meter.CreateCounter<long>("content.damaged", "{finding}", "Stored things found to be not what was stored");
        waiting = meter.CreateGauge<int>("rows.waiting", "{row}", "Rows of files that wait for what they depend on");
    }

    /// <summary>A chunk was valued: <c>grants.valued</c> by <c>status</c>.</summary>
    /// <param name="final">Values that are final.</param>
    /// <param name="provisional">Values that are provisional.</param>
    /// <param name="failed">Values that failed.</param>
    /// <param name="unchanged">Final values that were not stored again, since nothing had changed.</param>
    public void ChunkValued(int final, int provisional, int failed, int unchanged)
    {
        Add("final", final);
        Add("provisional", provisional);
        Add("failed", failed);
        Add("unchanged", unchanged);

        void Add(string status, int count)
        {
            if (count > 0) valued.Add(count, new KeyValuePair<string, object?>("status", status));
        }
    }

    /// <summary>
    /// A batch was taken in: <c>rows.rejected</c> by <c>kind</c>. The unreadable rest of a file counts as one row.
    /// </summary>
    /// <param name="kind">What it holds; empty where that could not be read.</param>
    /// <param name="refused">Rows that were refused.</param>
    /// <param name="isReadable">Whether it could be read to its end.</param>
    public void BatchTakenIn(string kind, int refused, bool isReadable)
    {
        var rows = refused + (isReadable ? 0 : 1);
        if (rows > 0) rejected.Add(rows, new KeyValuePair<string, object?>("kind", kind is "" ? "unreadable" : kind));
    }

    /// <summary>Something stored was found damaged: <c>content.damaged</c>.</summary>
    public void DamageFound() => damage.Add(1);

    /// <summary>The rows that wait were counted: <c>rows.waiting</c>.</summary>
    /// <param name="count">How many there are.</param>
    public void RowsWaiting(int count) => waiting.Record(count);

    /// <summary>A run came to its end: <c>run.duration</c> by <c>status</c> and <c>scope</c>.</summary>
    /// <param name="run">The run.</param>
    public void RunEnded(EndedRun run) => duration.Record(
        (run.Finished - run.Started).TotalSeconds,
        new TagList { { "status", run.Status.ToLowerInvariant() }, { "scope", run.Scope.ToLowerInvariant() } });

    /// <summary>A share's prices were read for a run: <c>price.staleness</c>.</summary>
    /// <param name="sessions">Sessions from its last close to the run's date.</param>
    public void PricesRead(int sessions) => staleness.Record(sessions);

    /// <summary>The ledger was looked at: <c>run.lag</c> by <c>open</c>.</summary>
    /// <param name="night">Since when the oldest open night is due.</param>
    /// <param name="failed">Since when the oldest night is due that failed and is open.</param>
    /// <param name="provisional">Since when the oldest provisional values could have been looked at again.</param>
    public void LagMeasured(TimeSpan night, TimeSpan failed, TimeSpan provisional)
    {
        lag.Record(night.TotalSeconds, new KeyValuePair<string, object?>("open", "night"));
        lag.Record(failed.TotalSeconds, new KeyValuePair<string, object?>("open", "failed"));
        lag.Record(provisional.TotalSeconds, new KeyValuePair<string, object?>("open", "provisional"));
    }
}
