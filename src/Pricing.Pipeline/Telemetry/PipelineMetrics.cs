using System.Diagnostics;
using System.Diagnostics.Metrics;
using Pricing.Pipeline.Intake.Batches;
using Pricing.Pipeline.Nights.Runs;
using Pricing.Pipeline.Nights.Watch;

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
    private readonly Counter<long> unchanged;
    private readonly Counter<long> rejected;
    private readonly Histogram<double> duration;
    private readonly Histogram<int> staleness;
    private readonly Gauge<double> lag;

    /// <summary>Makes the instruments.</summary>
    /// <param name="meters">Makes the meter.</param>
    public PipelineMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(new MeterOptions(MeterName) { Version = EngineVersion.Current });
        valued = meter.CreateCounter<long>("grants.valued", "{value}", "Values computed by chunks, by status");
        unchanged = meter.CreateCounter<long>(
            "grants.unchanged", "{value}", "Values computed by chunks that say what was stored before");
        rejected = meter.CreateCounter<long>("rows.rejected", "{row}", "Rows of batches that were refused, by kind");
        duration = meter.CreateHistogram<double>("run.duration", "s", "Time from a run's start to its end, by status and scope");
        staleness = meter.CreateHistogram<int>(
            "price.staleness", "{session}", "Sessions from a share's last close to the run's date, once a chunk and share");
        lag = meter.CreateGauge<double>("run.lag", "s", "Time since the oldest open night was due, by what is open");
    }

    /// <summary>A chunk was valued: <c>grants.valued</c> by <c>status</c>.</summary>
    /// <param name="tally">Its values.</param>
    public void ChunkValued(Tally tally)
    {
        Add("final", tally.Values - tally.Failed - tally.Provisional);
        Add("provisional", tally.Provisional);
        Add("failed", tally.Failed);
        if (tally.Unchanged > 0) unchanged.Add(tally.Unchanged);

        void Add(string status, int count)
        {
            if (count > 0) valued.Add(count, new KeyValuePair<string, object?>("status", status));
        }
    }

    /// <summary>
    /// A batch was taken in: <c>rows.rejected</c> by <c>kind</c>. The unreadable rest of a file counts as one row.
    /// </summary>
    /// <param name="report">Its report.</param>
    public void BatchTakenIn(BatchReport report)
    {
        var rows = report.Rejected + (report.Defect is null ? 0 : 1);
        if (rows > 0) rejected.Add(rows, new KeyValuePair<string, object?>("kind", report.Kind is "" ? "unreadable" : report.Kind));
    }

    /// <summary>A run came to its end: <c>run.duration</c> by <c>status</c> and <c>scope</c>.</summary>
    /// <param name="run">Its manifest.</param>
    public void RunEnded(RunRecord run)
    {
        if (run is not { StartedAt: { } started, FinishedAt: { } finished }) return;

        var tags = new TagList { { "status", Word(run.Status) }, { "scope", Word(run.Scope) } };
        duration.Record((finished - started).TotalSeconds, tags);
    }

    /// <summary>A share's prices were read for a run: <c>price.staleness</c>.</summary>
    /// <param name="sessions">Sessions from its last close to the run's date.</param>
    public void PricesRead(int sessions) => staleness.Record(sessions);

    /// <summary>The ledger was looked at: <c>run.lag</c> by <c>open</c>.</summary>
    /// <param name="found">What is open since when.</param>
    public void LagMeasured(NightLag found)
    {
        lag.Record(found.Night.TotalSeconds, new KeyValuePair<string, object?>("open", "night"));
        lag.Record(found.Failed.TotalSeconds, new KeyValuePair<string, object?>("open", "failed"));
        lag.Record(found.Provisional.TotalSeconds, new KeyValuePair<string, object?>("open", "provisional"));
    }

    private static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
