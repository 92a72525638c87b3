using System.Text.Json;
using Pricing.Pipeline.Storage;
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

    /// <summary>Whether a stored piece of evidence says the same as another one, but for the bodies that it names.</summary>
    /// <param name="hash">The name of the stored one.</param>
    /// <param name="other">The other one.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>False too where it is not there or damaged, which the comparison of its name tells.</returns>
    public async Task<bool> IsAlikeButForSourcesAsync(string hash, ValueEvidence other, CancellationToken cancellationToken)
    {
        try
        {
            // Written again by this version, since another one may order or name less of the same.
            return await evidence.FindAsync(hash, cancellationToken) is { } stored
                && TextOf(stored) == TextOf(other with { Sources = stored.Sources, Splits = stored.Splits is null ? null : other.Splits });
        }
        catch (DamagedContentException)
        {
            return false;
        }

        static string TextOf(ValueEvidence said) => JsonSerializer.Serialize(said, ValueJson.Readable.ValueEvidence);
    }
}
