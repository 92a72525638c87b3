using Pricing.Pipeline.Checks;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Nights.Chunks;

/// <summary>
/// The shares that the chunks of this process are at. A share is read once for all chunks as long as the same is stored of
/// it; those that were not asked for longest are forgotten.
/// </summary>
/// <param name="facts">Reads a share.</param>
/// <param name="check">Compares its facts with their bodies.</param>
/// <param name="evidence">Keeps its evidence.</param>
public sealed class NightShares(FactsReader facts, FactsCheck check, EvidenceStore evidence)
{
    /// <summary>Shares kept at once, about a megabyte each.</summary>
    private const int MostRemembered = 64;

    // A body may be restored, which no version of what is stored of the share tells: one that is damaged is read again.
    private readonly SharedReadings<(string Code, string Versions), NightShare> shares = new(share => !share.IsDamaged, MostRemembered);

    /// <summary>A share.</summary>
    /// <param name="code">The security code, five characters.</param>
    /// <param name="index">What is stored; null where nobody noted that.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public Task<NightShare> GetAsync(string code, MarketIndex? index, CancellationToken cancellationToken) => index is null
        ? ReadAsync(code, index, cancellationToken)
        : shares.GetAsync((code, FactsReader.VersionsOf(code, index)), () => ReadAsync(code, index, CancellationToken.None), cancellationToken);

    private async Task<NightShare> ReadAsync(string code, MarketIndex? index, CancellationToken cancellationToken) =>
        new(await facts.ReadAsync(code, index, cancellationToken), check, evidence);
}
