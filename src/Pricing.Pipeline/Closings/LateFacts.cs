using System.Runtime.CompilerServices;
using Pricing.Files.Schemas;
using Pricing.Pipeline.Controls.Periods;
using Pricing.Pipeline.Intake.Records;
using Pricing.Pipeline.Intake.Waiting;
using Pricing.Pipeline.MarketData.History;

namespace Pricing.Pipeline.Closings;

/// <summary>Something that came after its period was closed, and counts only once that is opened again.</summary>
/// <param name="Issuer">The issuer.</param>
/// <param name="Kind">What it is, as kinds of files are called: grants, events, prices.</param>
/// <param name="Subject">The grant; of a price the security code.</param>
/// <param name="Date">Of a price its date; null of a row, which states it among its fields.</param>
/// <param name="Text">What it says: of a row why it waits, of a price the close.</param>
/// <param name="Source">What brought it: the file and its row, or the request of a feed.</param>
/// <param name="ArrivedAt">When, UTC.</param>
public sealed record LateFact(
    string Issuer, string Kind, string Subject, DateOnly? Date, string Text, string Source, DateTimeOffset ArrivedAt);

/// <summary>Lists what waits after closing.</summary>
/// <param name="periods">Which periods are closed.</param>
/// <param name="waiting">The rows that wait.</param>
/// <param name="market">The prices.</param>
public sealed class LateFacts(ClosedPeriods periods, WaitingStore waiting, MarketDataStore market)
{
    private static readonly string Prefix = $"{ReasonCode.AfterClosing} ";

    /// <summary>All of it, rows first.</summary>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async IAsyncEnumerable<LateFact> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in waiting.AllAsync(cancellationToken))
        {
            if (row.Reason.StartsWith(Prefix, StringComparison.Ordinal))
                yield return new(row.Issuer, row.Kind.Word(), row.GrantId, null, row.Reason, $"{row.Name ?? row.Batch} line {row.Line}", row.ArrivedAt);
        }

        foreach (var closing in (await periods.NowAsync(cancellationToken)).All)
        {
            foreach (var code in closing.Codes)
            {
                if (await market.ReadPricesAsync(code, cancellationToken) is not { Late.Count: > 0 } history) continue;

                foreach (var fact in history.Late)
                {
                    var source = history.Sources[fact.Source];
                    yield return new(
                        closing.Issuer,
                        FileKind.Prices.Word(),
                        SecurityCode.Shown(code),
                        fact.Date,
                        fact.Close is { } close ? DecimalText.Of(close) : fact.NoTrade ? "no close" : "",
                        source.Request,
                        source.FetchedAt);
                }
            }
        }
    }
}
