using Pricing.Api.Identity;
using Pricing.Pipeline.Controls.Periods;
using Pricing.Pipeline.Nights.Runs;

namespace Pricing.Api.Runs;

/// <summary>Says of runs for which issuers their date is closed.</summary>
/// <param name="closed">What is closed.</param>
/// <param name="caller">Who asks: of other issuers nobody learns what they have closed.</param>
internal sealed class ClosedDates(ClosedNow closed, Caller caller)
{
    /// <summary>A run as it is shown.</summary>
    /// <param name="run">The run.</param>
    public RunRecord Shown(RunRecord run)
    {
        var issuers = run.IssuerList;
        var texts = closed.Issuers
            .Where(issuer => (issuers.Count == 0 || issuers.Contains(issuer)) && caller.MayReadIssuer(issuer) && run.Date <= closed.Through(issuer))
            .Order(StringComparer.Ordinal)
            .Select(issuer => $"{issuer} through {DateText.Of(closed.Through(issuer)!.Value)}");
        return run with { ClosedFor = string.Join("; ", texts) is { Length: > 0 } text ? text : null };
    }
}
