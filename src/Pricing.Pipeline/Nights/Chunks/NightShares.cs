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
    private readonly SharedReadings<(string Code, string Versions, string? Closings), NightShare> shares = new(share => !share.IsDamaged, MostRemembered);

    /// <summary>A share as it counts for an issuer.</summary>
    /// <param name="code">The security code, five characters.</param>
    /// <param name="issuer">The issuer.</param>
    /// <param name="index">What is stored; null where nobody noted that.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<NightShare> GetAsync(string code, string issuer, MarketIndex? index, CancellationToken cancellationToken)
    {
        var view = await facts.ViewAsync(code, issuer, cancellationToken);
        return index is null
            ? await ReadAsync(code, view, index, cancellationToken)
            : await shares.GetAsync(
                (code, FactsReader.VersionsOf(code, index), view?.Name), () => ReadAsync(code, view, index, CancellationToken.None), cancellationToken);
    }

    private async Task<NightShare> ReadAsync(string code, ClosedView? view, MarketIndex? index, CancellationToken cancellationToken) =>
        new(await facts.ReadAsync(code, view, index, cancellationToken), check, evidence);
}
