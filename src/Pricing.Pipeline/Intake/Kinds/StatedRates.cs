using Pricing.Files.Plausibility;
using Pricing.Pipeline.MarketData.History;
using Pricing.Pipeline.MarketData.Normalised;
using Pricing.Pipeline.Register.Grants;
using Pricing.Policies;
using Pricing.Rates;

namespace Pricing.Pipeline.Intake.Kinds;

/// <summary>
/// Risk-free rates that the rows of a file state, against the stored curve of their date and tenor. Where none is stored, the
/// value compares them later.
/// </summary>
/// <param name="store">The curves.</param>
/// <param name="policies">Which curve counts.</param>
internal sealed class StatedRates(MarketDataStore store, PolicyCatalog policies)
{
    private IReadOnlyList<YieldCurve>? curves;

    /// <summary>What is to be refused of a grant; empty where its rate is plausible or said to be meant.</summary>
    /// <param name="terms">The grant.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<IReadOnlyList<Failure>> RefusedAsync(GrantTerms terms, CancellationToken cancellationToken)
    {
        if (terms.RiskFreeRate is not { } rate
            || terms.MeantReason is not null
            || terms.Currency != Currency.Yen
            || !policies.Find(terms.Policy).TryGet(out var policy))
        {
            return [];
        }

        curves ??= await ReadAsync(cancellationToken);
        var years = terms.YearsAtGrant(policy.Term.YearCount);
        return CurveSelection.RateOf(curves, terms.GrantDate, years, policy.Curve) is { } found
            ? PlausibilityCheck.Refused(new() { RiskFreeRate = rate, CurveRate = found }, PlausibilityNames.OfGrants)
            : [];
    }

    private async Task<IReadOnlyList<YieldCurve>> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await store.ReadCurvesAsync(cancellationToken))?.Curves ?? [];
        }
        catch (DamagedBlobException)
        {
            // Named by the values that need it.
            return [];
        }
    }
}
