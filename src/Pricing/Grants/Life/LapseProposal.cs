namespace Pricing.Grants.Life;

/// <summary>Rights that can be exercised no more, and whose lapse awaits a person with a document.</summary>
/// <param name="Holder">Who has them; null where holders are not known.</param>
/// <param name="Rights">How many; null where that is not known.</param>
/// <param name="LastDay">The last day on which they could be exercised.</param>
/// <param name="Section">The section of the release that ended them.</param>
/// <param name="Reason">Why, without a capital or a full stop.</param>
public sealed record LapseProposal(string? Holder, int? Rights, DateOnly LastDay, string Section, string Reason)
{
    /// <summary>The first day on which they are not outstanding any more.</summary>
    public DateOnly From => LastDay.AddDays(1);
}
