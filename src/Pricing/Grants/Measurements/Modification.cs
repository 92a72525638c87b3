namespace Pricing.Grants.Measurements;

/// <summary>The values of one right on the day on which its terms were changed.</summary>
/// <param name="Date">The day of the change, on which both are measured.</param>
/// <param name="Before">The value per right under the old terms, in currency.</param>
/// <param name="After">The value per right under the new terms, in currency.</param>
public sealed record Modification(DateOnly Date, Amount Before, Amount After)
{
    /// <summary>
    /// After less before, per right; exact where both are; negative where the change took value away.
    /// </summary>
    public Amount Increment => After.Exact is { } after && Before.Exact is { } before
        ? Amount.FromExact(after - before)
        : Amount.FromApproximate(After.Approximate - Before.Approximate);

    /// <summary>
    /// The increment that is an expense: never below 0 (FASB ASC 718-20-35-3; IFRS 2, paragraphs B43 and B44).
    /// </summary>
    public Amount Expense => Increment.Approximate > 0 ? Increment : Amount.FromExact(0m);
}
