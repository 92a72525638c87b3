using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Intake.Waiting;

/// <summary>Measures how many rows wait.</summary>
/// <param name="store">The rows.</param>
/// <param name="metrics">Where the number is recorded.</param>
public sealed class WaitingProbe(WaitingStore store, PipelineMetrics metrics)
{
    /// <summary>Measures once, and records it as <c>rows.waiting</c>.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<int> MeasureAsync(CancellationToken cancellationToken)
    {
        var count = await store.CountAsync(cancellationToken);
        metrics.RowsWaiting(count);
        return count;
    }
}
