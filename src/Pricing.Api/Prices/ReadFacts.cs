using Pricing.Pipeline.Valuations;

namespace Pricing.Api.Prices;

/// <summary>The market data of the shares that one request asks for, each read once; of many shares only the last ones are kept.</summary>
/// <param name="reader">Reads them.</param>
internal sealed class ReadFacts(FactsReader reader)
{
    private const int MostShares = 32;

    private readonly Dictionary<string, MarketFacts> read = new(StringComparer.Ordinal);

    /// <summary>The market data of a share.</summary>
    /// <param name="code">The security code, five characters.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async ValueTask<MarketFacts> OfAsync(string code, CancellationToken cancellationToken)
    {
        if (read.TryGetValue(code, out var known)) return known;
        if (read.Count == MostShares) read.Clear();
        return read[code] = await reader.ReadAsync(code, cancellationToken);
    }
}
