using Azure.Data.Tables;
using Pricing.Pipeline.Controls.Periods;
using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Storage;

namespace Pricing.Pipeline.Closings;

/// <summary>Lets what waited after closing count, once a period is opened again. How many reopenings of an issuer are settled stands in the ledger.</summary>
/// <param name="storage">The ledger.</param>
/// <param name="book">The closings.</param>
/// <param name="periods">Asked anew.</param>
/// <param name="writer">Told of shares of which more counts.</param>
/// <param name="waiting">The rows that wait.</param>
public sealed class Reopenings(
    PipelineStorage storage, ClosingBook book, ClosedPeriods periods, MarketDataWriter writer, WaitingJudge waiting)
{
    private const string PartitionName = "closings";
    private const string CountColumn = "reopened";

    /// <summary>Settles what is not settled yet. Doing it again changes nothing.</summary>
    /// <param name="cancellationToken">Stops the calls; the next night goes on.</param>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        var reopened = (await book.ListAsync(cancellationToken)).Where(closing => !closing.IsClosed).ToLookup(closing => closing.Issuer, StringComparer.Ordinal);
        if (reopened.Count == 0) return;

        var settled = await SettledAsync(cancellationToken);
        var open = reopened.Where(ofIssuer => ofIssuer.Count() != settled.GetValueOrDefault(ofIssuer.Key)).ToList();
        if (open.Count == 0) return;

        periods.Forget();
        foreach (var code in open.SelectMany(ofIssuer => ofIssuer).SelectMany(closing => closing.Shares).Select(share => share.Code).Distinct(StringComparer.Ordinal))
            await writer.NoteChangedAsync(code, cancellationToken);
        await waiting.JudgeAllAsync(cancellationToken);
        foreach (var ofIssuer in open)
        {
            await storage.Ledger.UpsertEntityAsync(
                new TableEntity(PartitionName, KeyText.Encode(ofIssuer.Key)) { [CountColumn] = ofIssuer.Count() }, TableUpdateMode.Replace, cancellationToken);
        }
    }

    private async Task<Dictionary<string, int>> SettledAsync(CancellationToken cancellationToken) => await storage.Ledger
        .QueryAsync<TableEntity>(row => row.PartitionKey == PartitionName, cancellationToken: cancellationToken)
        .ToDictionaryAsync(row => KeyText.Decode(row.RowKey), row => row.GetInt32(CountColumn) ?? 0, StringComparer.Ordinal, cancellationToken);
}
