using Pricing.Pipeline.Checks;
using Pricing.Pipeline.Storage;
using Pricing.Pipeline.Valuations;
using Pricing.Pipeline.Values;

namespace Pricing.Pipeline.Nights.Chunks;

/// <summary>
/// A share as the nights of a process see it, as long as the same is stored of it: its facts are read, compared with their
/// bodies and kept as evidence once, however many grants rest on them.
/// </summary>
/// <param name="facts">The facts.</param>
/// <param name="check">Compares them.</param>
/// <param name="evidence">Keeps the evidence.</param>
public sealed class NightShare(MarketFacts facts, FactsCheck check, EvidenceStore evidence)
{
    private readonly SharedReadings<(EvidenceFacts Facts, bool IsFinal), Outcome<string>> kept = new(_ => true);

    /// <summary>The facts.</summary>
    public MarketFacts Facts => facts;

    /// <summary>Whether something of the share was found damaged: then whoever asks next reads it again.</summary>
    public bool IsDamaged { get; private set; } = facts.ShareDamage.Count > 0 || facts.CurvesDamage.Count > 0;

    /// <summary>Keeps the evidence of a value.</summary>
    /// <param name="value">A value that did not fail.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    /// <returns>The hash of the evidence; or, of a final value, where its facts differ from the bodies that they came from.</returns>
    public Task<Outcome<string>> EvidenceAsync(GrantValue value, CancellationToken cancellationToken) => kept.GetAsync(
        (EvidenceFacts.Of(value), value.Status == ValueStatus.Final), () => KeepAsync(value, CancellationToken.None), cancellationToken);

    private async Task<Outcome<string>> KeepAsync(GrantValue value, CancellationToken cancellationToken)
    {
        if (value.Status == ValueStatus.Final)
        {
            var differences = await check.DifferencesAsync(facts, value.Sources, value.Curve?.Curve, cancellationToken);
            if (differences.Count > 0)
            {
                IsDamaged = true;
                return differences.ToList();
            }
        }

        return await evidence.StoreAsync(value, cancellationToken);
    }
}
