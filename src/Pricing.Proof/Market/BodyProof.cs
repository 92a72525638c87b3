using Pricing.Pipeline.Sources;
using Pricing.Proof.Findings;

namespace Pricing.Proof.Market;

/// <summary>Compares the kept bodies of feeds with their names, which are their hashes.</summary>
/// <param name="archive">The bodies.</param>
/// <param name="log">Where the findings go.</param>
internal sealed class BodyProof(RawArchive archive, ProofLog log)
{
    private readonly Dictionary<string, bool> whole = new(StringComparer.Ordinal);

    /// <summary>Looks at a body.</summary>
    /// <param name="sha256">Its name.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Whether it is there and whole.</returns>
    public async Task<bool> IsWholeAsync(string sha256, CancellationToken cancellationToken)
    {
        if (whole.TryGetValue(sha256, out var known)) return known;

        log.Count(ProofSubject.Bodies);
        var place = $"raw-market-data/{sha256}";
        var isThere = false;
        await log.LookAsync(place, async () =>
        {
            isThere = await archive.ReadAsync(sha256, cancellationToken) is not null;
            if (!isThere) log.NotChecked(place, "source not kept: the body is not there");
        });
        return whole[sha256] = isThere;
    }
}
