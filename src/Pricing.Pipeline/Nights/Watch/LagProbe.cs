using Pricing.Calendars;
using Pricing.Pipeline.Nights.Ledger;
using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Nights.Watch;

/// <summary>
/// Measures how late the nights are, from the ledger alone: it sees a night that hangs, and one that nobody started.
/// </summary>
/// <param name="ledger">Up to where the nights are done.</param>
/// <param name="marks">Which nights have provisional values.</param>
/// <param name="failed">Which nights failed.</param>
/// <param name="options">When which night is due.</param>
/// <param name="clock">The time.</param>
/// <param name="metrics">Where the lag is recorded.</param>
public sealed class LagProbe(
    NightLedger ledger,
    NightMarks marks,
    FailedRuns failed,
    NightOptions options,
    TimeProvider clock,
    PipelineMetrics metrics)
{
    /// <summary>Measures once, and records it as <c>run.lag</c>.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<NightLag> MeasureAsync(CancellationToken cancellationToken)
    {
        var open = NightLedger.NextAfter(await ledger.WatermarkAsync(cancellationToken));
        var lag = new NightLag(
            !options.Scheduled || open > options.LastDate ? TimeSpan.Zero : Since(JapanTime.At(open, options.DueTime)),
            await marks.ProvisionalAsync(cancellationToken).FirstOrDefaultAsync(cancellationToken) is { } oldest
                ? Since(JapanTime.At(TokyoCalendar.NextBusinessDate(oldest.Date), options.FollowUpTime))
                : TimeSpan.Zero,
            await failed.ListAsync(cancellationToken).FirstOrDefaultAsync(cancellationToken) is { } first
                ? Since(JapanTime.At(first.Date, options.DueTime))
                : TimeSpan.Zero);
        metrics.LagMeasured(lag.Night, lag.Failed, lag.Provisional);
        return lag;
    }

    private TimeSpan Since(DateTimeOffset due)
    {
        var late = clock.GetUtcNow() - due;
        return late > TimeSpan.Zero ? late : TimeSpan.Zero;
    }
}

/// <summary>How late the nights are; zero where nothing is late.</summary>
/// <param name="Night">Since when the oldest night that is not closed is due.</param>
/// <param name="Provisional">Since when the oldest values that are still provisional could have been looked at again.</param>
/// <param name="Failed">Since when the oldest night is due whose run failed and is still open.</param>
public sealed record NightLag(TimeSpan Night, TimeSpan Provisional, TimeSpan Failed);
