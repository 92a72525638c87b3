using Pricing.Pipeline.MarketData.Prices;
using Pricing.Pipeline.Sources;

namespace Pricing.Pipeline.Checks;

/// <summary>Compares stored prices of a share with one body.</summary>
/// <param name="history">All that is stored of the share.</param>
/// <param name="stated">What of it names the body.</param>
/// <param name="reader">Reads the body; null where no reader of its feed is known.</param>
/// <param name="source">The body.</param>
internal sealed class PriceComparison(
    PriceHistory history, IReadOnlyList<PriceFact> stated, IPriceBodies? reader, DataSource source)
{
    public string Subject => $"market-data/prices/{history.Code}";

    public async Task<Failure?> DifferenceAsync(BinaryData body, CancellationToken cancellationToken)
    {
        if (reader is null) return null;
        if (await reader.ReadPricesAsync(body.ToMemory(), history.Code, source, cancellationToken) is not { } reply) return null;

        var said = new SaidByDate(reply.Facts, history.Code);
        foreach (var fact in stated)
        {
            if (!said.Any(fact, Says))
                return Differs(fact.Date, $"is not what the body raw-market-data/{source.Sha256} states: {BothSides.Of(Text(fact), said.On(fact.Date).Select(Text))}");
        }

        // What the body states and another one stated before is not stored twice, but its date is.
        return said.FirstBeyond(history.Days) is { } lost
            ? Differs(lost, $"is not stored, though the body raw-market-data/{source.Sha256} states it")
            : null;
    }

    /// <summary>Whether a row of the body says what a fact states; a fact leaves out what was known before it.</summary>
    private static bool Says(PriceFact row, PriceFact fact) =>
        (fact.Close is null || fact.Close == row.Close)
        && (!fact.NoTrade || row.NoTrade)
        && (fact.SplitNewPerOld is null || fact.SplitNewPerOld == row.SplitNewPerOld)
        && (fact.BasePrice is null || fact.BasePrice == row.BasePrice);

    private static string Text(PriceFact fact) => BothSides.Text(
        ("close", fact.Close), ("no trade", fact.NoTrade ? "yes" : null), ("split", fact.SplitNewPerOld), ("base price", fact.BasePrice));

    private Failure Differs(DateOnly date, string reason) => new(ReasonCode.DamagedData, Subject, DateText.Of(date), reason);
}
