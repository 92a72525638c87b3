using Azure.Data.Tables;
using Pricing.Calendars;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Telemetry;

namespace Pricing.Pipeline.Orchestration;

/// <summary>
/// Measures how late the nights are, from the ledger alone: it sees a night that hangs, and one that nobody started.
/// </summary>
/// <param name="storage">The ledger's table.</param>
/// <param name="ledger">Up to where the nights are done.</param>
/// <param name="options">When which night is due.</param>
/// <param name="clock">The time.</param>
/// <param name="metrics">Where the lag is recorded.</param>
public sealed class LagProbe(
    PipelineStorage storage, NightLedger ledger, NightOptions options, TimeProvider clock, PipelineMetrics metrics)
{
    /// <summary>Measures once, and records it as <c>run.lag</c>.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<NightLag> MeasureAsync(CancellationToken cancellationToken)
    {
        var open = NightLedger.NextAfter(await ledger.WatermarkAsync(cancellationToken));
        var lag = new NightLag(
            open > options.LastDate ? TimeSpan.Zero : Since(JapanTime.At(open, options.DueTime)),
            await OldestProvisionalAsync(cancellationToken) is { } date
                ? Since(JapanTime.At(TokyoCalendar.NextBusinessDate(date), options.FollowUpTime))
                : TimeSpan.Zero);
        metrics.LagMeasured(lag);
        return lag;
    }

    /// <summary>Rows come in the order of their dates.</summary>
    private async Task<DateOnly?> OldestProvisionalAsync(CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {NightLedger.PartitionName} and provisional gt 0");
        var rows = storage.Ledger.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken);
        return await rows.FirstOrDefaultAsync(cancellationToken) is { } row
            ? TableRecords.Read(row, RunJson.Readable.NightMark).Date
            : null;
    }

    private TimeSpan Since(DateTimeOffset due)
    {
        var late = clock.GetUtcNow() - due;
        return late > TimeSpan.Zero ? late : TimeSpan.Zero;
    }
}
