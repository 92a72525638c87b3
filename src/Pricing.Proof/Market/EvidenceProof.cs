using Pricing.Pipeline.Values;
using Pricing.Proof.Findings;

namespace Pricing.Proof.Market;

/// <summary>Compares pieces of evidence with their names, and the bodies that they cite.</summary>
/// <param name="evidence">The evidence.</param>
/// <param name="bodies">Compares the bodies.</param>
/// <param name="log">Where the findings go.</param>
internal sealed class EvidenceProof(EvidenceStore evidence, BodyProof bodies, ProofLog log)
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    /// <summary>Compares a piece of evidence, once.</summary>
    /// <param name="hash">Its name.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task CheckAsync(string hash, CancellationToken cancellationToken)
    {
        if (!seen.Add(hash)) return;

        log.Count(ProofSubject.Evidence);
        var place = $"runs/evidence/{hash}.json";
        await log.LookAsync(place, async () =>
        {
            if (await evidence.FindAsync(hash, cancellationToken) is not { } found)
            {
                log.Differs(place, "", "", "", "is not there");
                return;
            }

            foreach (var source in found.Sources)
                await bodies.IsWholeAsync(source.Sha256, cancellationToken);
        });
    }
}
