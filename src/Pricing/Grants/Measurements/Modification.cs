using Pricing.Grants.Terms;

namespace Pricing.Grants.Measurements;

/// <summary>The values of one right by which a change of its terms is accounted for; all in currency per right.</summary>
/// <param name="Standard">The standard that the grant states.</param>
/// <param name="Date">The day of the change, on which old and new terms are measured.</param>
/// <param name="GrantDateValue">The grant-date value, which stays as it is.</param>
/// <param name="OldTerms">The value under the old terms on the day of the change.</param>
/// <param name="NewTerms">The value under the new terms on the day of the change.</param>
public sealed record Modification(
    AccountingStandard Standard, DateOnly Date, Amount GrantDateValue, Amount OldTerms, Amount NewTerms)
{
    /// <summary>What the new terms are measured against: the grant-date value under ASBJ Statement No. 8 (paragraph 10), else the old terms.</summary>
    public Amount Against => Standard == AccountingStandard.Asbj8 ? GrantDateValue : OldTerms;

    /// <summary>
    /// The increment that is an expense: the new terms less what they are measured against, never below 0 (ASBJ Statement
    /// No. 8, paragraph 10; IFRS 2, paragraphs B43 and B44; FASB ASC 718-20-35-3). Exact where both are and a decimal holds it.
    /// </summary>
    public Amount Increment
    {
        get
        {
            var exact = NewTerms.Exact is { } now && Against.Exact is { } before ? ExactDecimal.Minus(now, before) : null;
            var increment = exact is { } known ? Amount.FromExact(known) : Amount.FromApproximate(NewTerms.Approximate - Against.Approximate);
            return increment.Approximate > 0 ? increment : Amount.FromExact(0m);
        }
    }
}
