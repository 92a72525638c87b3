using System.Runtime.CompilerServices;
using Pricing.Pipeline.Controls.Periods;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Intake.Waiting;

namespace Pricing.Pipeline.Closings;

/// <summary>Something that came after its period was closed, and counts for the issuer only once that is opened again.</summary>
/// <param name="Issuer">The issuer.</param>
/// <param name="Kind">What it is, as kinds of files are called: grants, events, prices, dividends, actions, curves.</param>
/// <param name="Subject">The grant; of market data the security code, of a curve nothing.</param>
/// <param name="Date">Of market data the date that counts; null of a row, which states it among its fields.</param>
/// <param name="Text">What it says: of a row why it waits, of a price the close.</param>
/// <param name="Source">What brought it: the file and its row, or the request of a feed.</param>
/// <param name="SentBy">Who sent the file; empty for a feed, and where the file has no record.</param>
/// <param name="ArrivedAt">When, UTC.</param>
public sealed record LateFact(
    string Issuer, string Kind, string Subject, DateOnly? Date, string Text, string Source, string SentBy, DateTimeOffset ArrivedAt);

/// <summary>Lists what waits after closing.</summary>
/// <param name="periods">Which periods are closed.</param>
/// <param name="waiting">The rows that wait.</param>
/// <param name="files">Who sent them.</param>
/// <param name="market">The market data.</param>
public sealed class LateFacts(ClosedPeriods periods, WaitingStore waiting, FileRecords files, LateMarketData market)
{
    /// <summary>All of it, rows first.</summary>
    /// <param name="isAsked">Whether an issuer's is asked for.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async IAsyncEnumerable<LateFact> ListAsync(
        Func<string, bool> isAsked, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var senders = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var row in waiting.AllAsync(cancellationToken).Where(row => row.WaitsAfterClosing && isAsked(row.Issuer)))
        {
            if (!senders.TryGetValue(row.Batch, out var sender))
                senders[row.Batch] = sender = (await files.FindAsync(row.Batch, cancellationToken))?.Who ?? "";
            yield return new(row.Issuer, row.Kind.Word(), row.GrantId, null, row.Reason, $"{row.Name ?? row.Batch} line {row.Line}", sender, row.ArrivedAt);
        }

        var closed = await periods.NowAsync(cancellationToken);
        foreach (var issuer in closed.Issuers.Where(isAsked))
        {
            await foreach (var late in market.OfAsync(closed, issuer, cancellationToken)) yield return late;
        }
    }
}
