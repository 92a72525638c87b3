using Azure.Data.Tables;
using Pricing.Pipeline.Controls.Periods;
using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Closings;

/// <summary>Lets what waited after closing count, once a period is opened again. How many reopenings are settled stands in the ledger.</summary>
/// <param name="storage">The ledger.</param>
/// <param name="book">The closings.</param>
/// <param name="periods">Asked anew.</param>
/// <param name="writer">Told of shares of which more counts.</param>
/// <param name="waiting">The rows that wait.</param>
public sealed class Reopenings(
    PipelineStorage storage, ClosingBook book, ClosedPeriods periods, MarketDataWriter writer, WaitingJudge waiting)
{
    private const string PartitionName = "closings";
    private const string SettledRow = "settled";
    private const string CountColumn = "reopened";

    /// <summary>Settles what is not settled yet. Doing it again changes nothing.</summary>
    /// <param name="cancellationToken">Stops the calls; the next night goes on.</param>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        var closings = await book.ListAsync(cancellationToken);
        var reopened = closings.Where(closing => !closing.IsClosed).ToList();
        if (reopened.Count == 0 || reopened.Count == await SettledAsync(cancellationToken)) return;

        periods.Forget();
        foreach (var code in reopened.SelectMany(closing => closing.Shares).Select(share => share.Code).Distinct(StringComparer.Ordinal))
            await writer.NoteChangedAsync(code, cancellationToken);
        await waiting.JudgeAllAsync(cancellationToken);
        await storage.Ledger.UpsertEntityAsync(
            new TableEntity(PartitionName, SettledRow) { [CountColumn] = reopened.Count }, TableUpdateMode.Replace, cancellationToken);
    }

    private async Task<int> SettledAsync(CancellationToken cancellationToken)
    {
        var row = await storage.Ledger.GetEntityIfExistsAsync<TableEntity>(PartitionName, SettledRow, cancellationToken: cancellationToken);
        return row.HasValue ? row.Value!.GetInt32(CountColumn) ?? 0 : 0;
    }
}
