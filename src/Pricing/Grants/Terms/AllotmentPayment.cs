namespace Pricing.Grants.Terms;

/// <summary>
/// The amount payable on allotment: the value of the rights, offset against a remuneration claim of the same amount, so
/// that nothing is paid in cash (release, section 12).
/// </summary>
/// <param name="AmountPerRight">The value of one right, in currency.</param>
/// <param name="Rights">The rights allotted.</param>
public sealed record AllotmentPayment(decimal AmountPerRight, int Rights)
{
    /// <summary>The amount payable for all rights.</summary>
    public decimal Total => AmountPerRight * Rights;

    /// <summary>The remuneration claims it is offset against.</summary>
    public decimal OffsetAgainstRemuneration => Total;

    /// <summary>What is paid in cash.</summary>
    public decimal PaidInCash => Total - OffsetAgainstRemuneration;
}
